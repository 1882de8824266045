import QuernStorage
import QuernTestSupport

@testable import QuernCodec

/// A dictionary as a writer leaves it, and the sorted array that it must equal.
struct WrittenDictionary: Sendable {
  var terms: [[UInt8]] = []
  var entries: [TermEntry] = []
  var blocks: [UInt8] = []
  var index: [UInt8] = []
  var letters: [UInt8]?

  /// Writes terms with random entries, taking the blocks in pieces, and letters however few they are.
  init(_ unsorted: some Sequence<[UInt8]>, using generator: inout SeededGenerator) {
    terms = Set(unsorted).sorted { $0.lexicographicallyPrecedes($1) }
    var writer = DictionaryWriter()
    var postings: UInt64 = 0
    var positions: UInt64 = 0
    for term in terms {
      let documents = UInt32.random(
        in: 1...(1 << UInt32.random(in: 0...31, using: &generator)), using: &generator)
      let entry = TermEntry(
        documentFrequency: documents,
        totalFrequency: UInt64(documents) + UInt64.random(in: 0...3_000, using: &generator),
        postingsOffset: postings, positionsOffset: positions)
      writer.append(term, entry: entry)
      entries.append(entry)
      postings += UInt64.random(in: 0...100_000, using: &generator)
      positions += UInt64.random(in: 0...(1 << 40), using: &generator)
      if Int.random(in: 0..<9, using: &generator) == 0 { blocks += writer.takeBlocks() }
    }
    blocks += writer.takeBlocks()
    index = writer.index()
    letters = writer.letters(leastBlocks: 0)
  }

  func reader() throws(CodecError) -> DictionaryReader {
    try DictionaryReader(
      blocks: ByteView(copying: blocks), index: ByteView(copying: index),
      letters: letters.map { ByteView(copying: $0) })
  }
}
