import QuernAnalysis
import Testing
import QuernTestSupport

@Suite struct ByteStringTableTests {
  @Test func `numbers are those of a dictionary`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var table = ByteStringTable()
    var known: [[UInt8]: Int] = [:]
    for _ in 0..<30_000 {
      let length = Int.random(in: 0...20, using: &random)
      // Few letters, so that strings come again, differ late and hold NUL bytes.
      let string = (0..<length).map { _ in UInt8.random(in: 0...1, using: &random) }
      let expected = known[string] ?? known.count
      known[string] = expected
      #expect(table.insert(string.span) == expected, "seed \(seed)")
    }
    #expect(table.count == known.count)
    for (string, number) in known { #expect(Array(table[number]) == string, "seed \(seed)") }
  }
}
