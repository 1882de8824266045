import QuernAnalysis
import QuernIndex
import QuernModel
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
