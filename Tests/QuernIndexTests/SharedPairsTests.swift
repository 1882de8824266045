import QuernCodec
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernIndex

/// The words that are frequent in the longest field make pairs in the others too.
struct SharedPairsTests {
  private static let words = ["to", "be", "or", "not"]

  /// Words of which each text has several, and the titles of every thirteenth article two.
  private static func articles(_ numbers: Range<Int>) -> [Document] {
    numbers.map { number in
      let (first, second) = (words[number % 4], words[number / 4 % 4])
      let title = number % 13 == 0 ? "t\(number) \(first) \(second)" : "t\(number) alone"
      // Enough others that one token in eight begins a pair at most.
      let text = (0..<4).map { place in
        let others = (0..<20).map { "f\(number)x\($0)" }.joined(separator: " ")
        return "\(words[place]) \(words[(place + number) % 4]) \(others)"
      }
      return article("\(number)", title, text.joined(separator: " "))
    }
  }

  private static func titlePairs(_ segment: SegmentReader) throws -> PairReader {
    let field = try #require(segment.fields.first { $0.name == .title })
    // Titles come first: the order of writing is another one.
    #expect(field.number == 0)
    return try #require(field.pairs)
  }

  /// - Returns: how many pairs of the words the title has.
  private static func checkPairs(_ segment: SegmentReader) throws -> Int {
    let field = try #require(segment.fields.first { $0.name == .title })
    let pairs = try titlePairs(segment)
    #expect(SegmentChecker.check(segment) == [])
    var count = 0
    for first in words {
      for second in words {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        for word in [first, second] {
          let entry = try #require(try field.find(word))
          #expect(entry.documentFrequency < pairs.leastDocumentFrequency)
          #expect(pairs.isFrequent(word, entry))
        }
        if try pairs.find(first, second) != nil { count += 1 }
      }
    }
    return count
  }

  @Test func `they do when a segment is written and when some are merged`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: Self.articles(0..<400))
    let first = try #require(writer.snapshot.segments.first)
    let count = try Self.checkPairs(first)
    #expect(count == 16)
    let alone = try #require(try first.fields[0].find(Array("alone".utf8)))
    #expect(try Self.titlePairs(first).isFrequent(Array("alone".utf8), alone))
    try writer.commit(adding: Self.articles(400..<800), deleting: ["3", "26"], mergingAll: true)
    #expect(writer.snapshot.segments.count == 1)
    #expect(try Self.checkPairs(writer.snapshot.segments[0]) == count)
  }

  @Test func `segments too small for pairs come to them when they are merged`() throws {
    var writer = try SampleWriter()
    for start in stride(from: 0, to: 400, by: 20) {
      try writer.commit(adding: Self.articles(start..<start + 20))
    }
    try writer.commit(mergingAll: true)
    #expect(try Self.checkPairs(writer.snapshot.segments[0]) == 16)
  }

  @Test func `words of no pair and too many of them are damage`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: Self.articles(0..<400))
    let sound = try #require(writer.snapshot.segments.first)
    let pairs = try Self.titlePairs(sound)
    var more = ByteWriter()
    more.writeFixed(pairs.leastDocumentFrequency)
    for word in pairs.rareWords.sorted(by: { $0.lexicographicallyPrecedes($1) }).dropLast() {
      more.writeVarint(word.count)
      more.write(word)
    }
    var forged = try ForgedSegment(sound)
    forged.replace(.pairs, field: 0, by: more.bytes)
    #expect(SegmentChecker.check(try forged.open()).count == 1)
    for number in 0..<70 {
      more.writeVarint(1)
      more.writeByte(UInt8(number))
    }
    forged.replace(.pairs, field: 0, by: more.bytes)
    #expect(throws: (any Error).self) { try forged.open() }
    for words in [[5, 6], [1, 98, 1, 97], [1, 97, 1, 97], [0]] as [[UInt8]] {
      forged.replace(.pairs, field: 0, by: [1, 0, 0, 0] + words)
      #expect(throws: (any Error).self) { try forged.open() }
    }
  }
}
