import QuernCodec
import QuernModel
import QuernTestSupport

/// A posting list as a plain array, and random ones.
struct ModelList: Sendable {
  struct Posting: Sendable {
    var document: UInt32
    var lengthCode: UInt8
    var positions: [UInt32]

    var frequency: UInt32 { UInt32(positions.count) }
  }

  var postings: [Posting] = []

  init() {}

  /// A random list: documents 1 to `largestGap` apart; in a quarter of them 1 to `largestFrequency`
  /// positions, in the others one.
  init(
    size: Int, largestGap: UInt32, largestFrequency: Int, using generator: inout SeededGenerator
  ) {
    var document = UInt32.random(in: 0..<largestGap, using: &generator)
    for _ in 0..<size {
      let isRich = Int.random(in: 0..<4, using: &generator) == 0
      let frequency = isRich ? Int.random(in: 1...largestFrequency, using: &generator) : 1
      var position = UInt32.random(in: 0...200, using: &generator)
      let positions = (0..<frequency).map { _ in
        position += UInt32.random(in: 0...30, using: &generator)
        return position
      }
      postings.append(
        Posting(
          document: document, lengthCode: UInt8.random(in: 0...255, using: &generator),
          positions: positions))
      document += UInt32.random(in: 1...largestGap, using: &generator)
    }
  }

  var documents: [UInt32] { postings.map(\.document) }
  var frequencies: [UInt32] { postings.map(\.frequency) }
  var positions: [[UInt32]] { postings.map(\.positions) }
  var documentCount: UInt32 { (postings.last?.document ?? 0) + 1 }

  /// Appends the list to a writer and ends it there.
  func write(to writer: inout PostingListWriter) -> TermEntry {
    for posting in postings {
      writer.append(
        document: posting.document, lengthCode: posting.lengthCode, positions: posting.positions)
    }
    return writer.finishList()
  }

  /// The postings of one block.
  func block(_ number: Int) -> ArraySlice<Posting> {
    let start = number * 128
    return postings[start..<min(start + 128, postings.count)]
  }
}
