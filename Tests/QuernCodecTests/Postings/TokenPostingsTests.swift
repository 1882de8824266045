import QuernTestSupport
import Testing

@testable import QuernCodec

/// Lists that are written from sorted tokens.
struct TokenPostingsTests {
  /// Ascending tokens, by document; some have far more than others.
  private static func documents(
    _ random: inout SeededGenerator
  ) -> [(document: UInt32, positions: [UInt32])] {
    var documents: [(document: UInt32, positions: [UInt32])] = []
    var document = UInt32.random(in: 0..<3, using: &random)
    let mostPositions = [1, 3, 20].randomElement(using: &random) ?? 1
    for _ in 0..<Int.random(in: 1..<900, using: &random) {
      let isLong = Int.random(in: 0..<200, using: &random) == 0
      var position = UInt32.random(in: 0..<9, using: &random)
      let count = Int.random(in: 1...(isLong ? 5_000 : mostPositions), using: &random)
      let positions = (0..<count).map { _ in
        position += UInt32.random(
          in: 1..<(1 << UInt32.random(in: 1..<9, using: &random)), using: &random)
        return position
      }
      documents.append((document, positions))
      document += 1 << UInt32.random(in: 0..<12, using: &random)
    }
    return documents
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `lists of tokens are those of their documents`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var (single, joined) = (PostingListWriter(), PostingListWriter())
    for _ in 0..<3 {
      let documents = Self.documents(&random)
      let codes = (0...Int(documents.last?.document ?? 0)).map { _ in
        UInt8.random(in: 1...255, using: &random)
      }
      for (document, positions) in documents {
        single.append(
          document: document, lengthCode: codes[Int(document)], positions: positions)
      }
      let tokens = documents.flatMap { entry in
        entry.positions.map { UInt64(entry.document) << 32 | UInt64($0) }
      }
      #expect(PostingListWriter.documentCount(of: tokens.span) == documents.count, "seed \(seed)")
      // In parts, as several threads have them.
      let cut = Int.random(in: 0...documents.count, using: &random)
      let first = documents[..<cut].reduce(0) { $0 + $1.positions.count }
      joined.append(tokens: tokens.span.extracting(..<first), lengthCodes: codes.span)
      joined.append(tokens: tokens.span.extracting(first...), lengthCodes: codes.span)
      #expect(single.finishList() == joined.finishList(), "seed \(seed)")
    }
    #expect(single.takePostings() == joined.takePostings(), "seed \(seed)")
    #expect(single.takePositions() == joined.takePositions(), "seed \(seed)")
  }
}
