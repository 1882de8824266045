import QuernAnalysis
import QuernIndex
import QuernModel
import QuernTestSupport
import Testing

@testable import Quern

struct AnalysisPoolTests {
  /// The largest number of documents that wait, of those of one size.
  private static func mostWaiting(wordCount: Int, threads: Int) throws -> Int {
    let pool = AnalysisPool(threads: threads, largestMemos: 1 << 20, portionByteCount: 1 << 10)
    var analysis = try IndexOptions(analyzer: "whitespace").makeAnalysis()
    let text = String(repeating: "word ", count: wordCount)
    var (added, consumed, most) = (0, 0, 0)
    for number in 0..<40 {
      let document = Document(key: DocumentKey("\(number)"), fields: [.init(.text, [text])])
      try pool.add(document, try analysis.admit(document)) { documents in
        consumed += documents.fieldEnds.count
        return false
      }
      added += 1
      most = max(most, added - consumed)
    }
    try pool.finish { documents in
      consumed += documents.fieldEnds.count
      return false
    }
    #expect(consumed == added)
    return most
  }

  /// How many terms are new does not depend on which thread has met them first.
  @Test(arguments: [2, 3, 7]) func `new terms are those of no portion before`(threads: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let texts = (0..<2_000).map { _ in
      (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        "w\(Int.random(in: 0..<(1 << Int.random(in: 1..<13, using: &random)), using: &random))"
      }
    }
    let pool = AnalysisPool(threads: threads, largestMemos: 1 << 17, portionByteCount: 1 << 12)
    var analysis = try IndexOptions(analyzer: "whitespace").makeAnalysis()
    var (consumed, portions, segments) = (0, 0, 0)
    var known: Set<String> = []
    func consume(_ documents: AnalyzedDocuments) -> Bool {
      let words = Set(texts[consumed..<consumed + documents.fieldEnds.count].joined())
      let new = words.subtracting(known)
      #expect(documents.newTerms.count == new.count, "seed \(seed), portion \(portions)")
      let byteCount = new.reduce(0) { $0 + $1.utf8.count }
      #expect(documents.newTerms.byteCount == byteCount, "seed \(seed), portion \(portions)")
      known.formUnion(words)
      consumed += documents.fieldEnds.count
      portions += 1
      guard portions % 5 == 0 else { return false }
      known = []
      segments += 1
      return true
    }
    for (number, words) in texts.enumerated() {
      let document = Document(
        key: DocumentKey("\(number)"), fields: [.init(.text, [words.joined(separator: " ")])])
      try pool.add(document, try analysis.admit(document), consume: consume)
    }
    try pool.finish(consume: consume)
    #expect(consumed == texts.count && segments > 1)
  }

  /// Each ends a block of stored fields, and is a portion by itself.
  @Test func `few large documents wait`() throws {
    // 100 KB, of which 32 or 64 KiB may wait.
    #expect(try Self.mostWaiting(wordCount: 20_000, threads: 2) <= 2)
    #expect(try Self.mostWaiting(wordCount: 20_000, threads: 4) <= 2)
  }

  @Test func `as many small documents wait as threads want`() throws {
    #expect(try Self.mostWaiting(wordCount: 200, threads: 2) > 4)
  }
}
