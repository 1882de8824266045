import CKernels
import QuernTestSupport
import Testing

struct LookupTests {
  @Test func `the candidates among a block's documents are kept, with their sums and places`() {
    let seed: UInt64 = 81
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let largest = UInt32.random(in: 128...2_000, using: &generator)
      let count = Int.random(in: 1...128, using: &generator)
      let all = (0..<largest).shuffled(using: &generator)
      let listed = all.prefix(count).sorted()
      let documents = listed + Array(repeating: UInt32.max, count: 128 - count)
      var candidates = Array(
        (0...largest).shuffled(using: &generator).prefix(Int.random(in: 1...200, using: &generator))
      ).sorted()
      var sums = candidates.map { Double($0) / 3 }
      let expected = candidates.filter { listed.contains($0) }
      var places = [UInt8](repeating: 0, count: candidates.count)
      let found = unsafe candidates.withUnsafeMutableBufferPointer { candidates in
        unsafe sums.withUnsafeMutableBufferPointer { sums -> UInt32 in
          guard let first = candidates.baseAddress, let sum = sums.baseAddress else { return 0 }
          return unsafe quern_keep_found(
            first, sum, UInt32(candidates.count), documents, first, sum, &places)
        }
      }
      #expect(Array(candidates.prefix(Int(found))) == expected, "seed \(seed)")
      #expect(Array(sums.prefix(Int(found))) == expected.map { Double($0) / 3 })
      #expect(places.prefix(Int(found)).map { documents[Int($0)] } == expected)
    }
  }
}
