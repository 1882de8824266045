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
  ///
  /// - Parameter positionsBits: of steps between offsets; kernels read offsets of 35 bits.
  init(
    _ unsorted: some Sequence<[UInt8]>, positionsBits: UInt64 = 20,
    using generator: inout SeededGenerator
  ) {
    terms = Set(unsorted).sorted { $0.lexicographicallyPrecedes($1) }
    var writer = DictionaryWriter()
    var (postings, positions) = (UInt64(0), UInt64(0))
    for term in terms {
      let documents = Self.number(bits: 31, using: &generator) + 1
      let entry = TermEntry(
        documentFrequency: UInt32(documents),
        totalFrequency: documents + Self.number(bits: 12, using: &generator),
        postingsOffset: postings, positionsOffset: positions)
      writer.append(term, entry: entry)
      entries.append(entry)
      postings += Self.number(bits: 17, using: &generator)
      positions += Self.number(bits: positionsBits, using: &generator)
      if Int.random(in: 0..<9, using: &generator) == 0 { blocks += writer.takeBlocks() }
    }
    blocks += writer.takeBlocks()
    index = writer.index()
    letters = writer.letters(leastBlocks: 0)
  }

  /// A number of any size: what a term has may take one byte or many.
  private static func number(bits: UInt64, using generator: inout SeededGenerator) -> UInt64 {
    let bits = UInt64.random(in: 0...bits, using: &generator)
    return UInt64.random(in: 0..<1 << bits, using: &generator)
  }

  func reader() throws(CodecError) -> DictionaryReader {
    try DictionaryReader(
      blocks: ByteView(copying: blocks), index: ByteView(copying: index),
      letters: letters.map { ByteView(copying: $0) })
  }
}
