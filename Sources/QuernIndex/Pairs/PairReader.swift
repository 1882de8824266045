package import QuernCodec
import QuernStorage

/// The frequent pairs of a field of a segment.
///
/// Immutable; share freely.
package struct PairReader: Sendable {
  /// The document frequency from which on a word is frequent.
  package let leastDocumentFrequency: UInt32

  /// Words that are in fewer documents and count as frequent all the same.
  let rareWords: Set<[UInt8]>

  package let dictionary: DictionaryReader
  let postings: ByteView
  let positions: ByteView

  /// - Returns: `nil` where the field has none.
  init?(_ file: FramedFile, field: Int) throws(CodecError) {
    guard let head = try file.section(.pairs, field: field) else { return nil }
    var reader = ByteReader(head)
    leastDocumentFrequency = try reading { () throws(StorageError) in
      try reader.readFixed(UInt32.self)
    }
    rareWords = try Self.readWords(&reader, head)
    dictionary = try DictionaryReader(
      blocks: try file.requiredSection(.pairBlocks, field: field),
      index: try file.requiredSection(.pairIndex, field: field))
    postings = try file.requiredSection(.pairPostings, field: field)
    positions = try file.requiredSection(.pairPositions, field: field)
  }

  private static func readWords(
    _ reader: inout ByteReader, _ head: ByteView
  ) throws(CodecError) -> Set<[UInt8]> {
    var words: Set<[UInt8]> = []
    var last: [UInt8] = []
    while !reader.isAtEnd {
      let word = try reading { () throws(StorageError) in
        try reader.readBytes(try reader.readCount(limit: PairFormat.maximumWordLength))
      }
      guard words.count < PairFormat.maximumWordCount, last.lexicographicallyPrecedes(word) else {
        throw .damaged(
          file: head.file, offset: reader.fileOffset,
          expected: "at most \(PairFormat.maximumWordCount) frequent words that ascend",
          found: "another one behind \(words.count)")
      }
      words.insert(word)
      last = word
    }
    return words
  }

  /// Whether a word with this entry of the field's dictionary is frequent.
  package func isFrequent(_ term: [UInt8], _ entry: TermEntry) -> Bool {
    if entry.documentFrequency >= leastDocumentFrequency {
      return term.count <= PairFormat.maximumWordLength
    }
    return !rareWords.isEmpty && rareWords.contains(term)
  }

  /// The list of two frequent words side by side; `nil` where they never are.
  ///
  /// - Throws: ``CodecError``.
  package func find(_ first: [UInt8], _ second: [UInt8]) throws(CodecError) -> TermEntry? {
    try dictionary.find(Self.key(first, second))
  }

  /// The term under which a pair stands in the dictionary.
  static func key(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
    var key = ByteWriter()
    key.writeVarint(first.count)
    key.write(first)
    key.write(second)
    return key.bytes
  }
}
