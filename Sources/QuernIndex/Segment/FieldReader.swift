public import QuernCodec
public import QuernModel
import QuernStorage

/// One searchable field of a segment.
///
/// A class, so that a list that is opened for a search retains one object and not each section.
public final class FieldReader: Sendable {
  /// The name of the field.
  public let name: FieldName

  /// Where the field stands among those of its segment.
  package let number: Int

  /// Of this segment alone.
  public let statistics: FieldStatistics

  /// The length of the field in each document.
  public let lengths: LengthReader

  package let dictionary: DictionaryReader

  /// The frequent pairs; `nil` where the field was written without.
  package let pairs: PairReader?
  private let postings: ByteView
  private let positions: ByteView
  private let documentCount: UInt32

  init(
    _ file: FramedFile, number: Int, _ field: SegmentMetadata.Field, documentCount: UInt32
  ) throws(CodecError) {
    (name, self.number) = (field.name, number)
    statistics = field.statistics
    self.documentCount = documentCount
    dictionary = try DictionaryReader(
      blocks: try file.requiredSection(.dictionaryBlocks, field: number),
      index: try file.requiredSection(.dictionaryIndex, field: number),
      letters: try file.section(.dictionaryLetters, field: number))
    postings = try file.requiredSection(.postings, field: number)
    positions = try file.requiredSection(.positions, field: number)
    pairs = try PairReader(file, field: number)
    lengths = try LengthReader(
      try file.requiredSection(.lengths, field: number), documentCount: documentCount)
  }

  /// The entry of a term; `nil` where the field does not have it.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  public func find(_ term: [UInt8]) throws(IndexError) -> TermEntry? {
    try coding { () throws(CodecError) in try dictionary.find(term) }
  }

  /// The same of a term that lies anywhere.
  package func find(_ term: Span<UInt8>) throws(CodecError) -> TermEntry? {
    try dictionary.find(term)
  }

  /// Where the length codes of all documents begin, as long as `self` lives; `nil` where few documents have
  /// the field.
  package var denseLengthCodes: UnsafePointer<UInt8>? { unsafe lengths.denseStart }

  /// The bytes of all posting lists, as long as `self` lives, for kernels that read them at once.
  package var postingBytes: UnsafeRawBufferPointer {
    // SAFETY: `self` holds the bytes.
    unsafe postings.bytes.withUnsafeBytes { unsafe $0 }
  }

  /// The posting list of a term.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  public func postings(_ entry: TermEntry) throws(IndexError) -> PostingsCursor {
    try coding { () throws(CodecError) in
      try PostingsCursor(postings, entry: entry, documentCount: documentCount)
    }
  }

  /// The posting list of a term or of a pair, to be unpacked into memory of the caller.
  ///
  /// - Parameters:
  ///   - entry: what the field's dictionary says of a term, or that of its pairs of a pair.
  ///   - impacts: room for 16; takes the impacts of the whole list.
  package func walker(
    _ entry: TermEntry, ofPair: Bool = false, impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) -> PostingsWalker {
    // Not by `?:`, which copies the section that it gives.
    guard ofPair, let pairs else {
      return unsafe try PostingsWalker(
        postings, entry: entry, documentCount: documentCount, impacts: impacts)
    }
    return unsafe try PostingsWalker(
      pairs.postings, entry: entry, documentCount: documentCount, impacts: impacts)
  }

  /// The positions of a term.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  public func positions(_ entry: TermEntry) throws(IndexError) -> PositionsCursor {
    try coding { () throws(CodecError) in try PositionsCursor(positions, entry: entry) }
  }

  /// Calls a function with each block of the posting list of a term.
  package func scan(
    _ entry: TermEntry, wantsFrequencies: Bool, with scanner: inout PostingsScanner,
    _ body: (borrowing Span<UInt32>, borrowing Span<UInt32>) -> Void
  ) throws(CodecError) {
    try scanner.scan(
      postings, entry: entry, documentCount: documentCount, wantsFrequencies: wantsFrequencies,
      body)
  }

  /// The positions of a term or of a pair, to be read into memory of the caller.
  package func positionsWalker(
    _ entry: TermEntry, ofPair: Bool = false
  ) throws(CodecError) -> PositionsWalker {
    try PositionsWalker(ofPair ? pairs?.positions ?? positions : positions, entry: entry)
  }

  /// Posting list and positions of a pair.
  func openLists(_ entry: TermEntry, of pairs: PairReader) throws(CodecError) -> (
    PostingsCursor, PositionsCursor
  ) {
    (
      try PostingsCursor(pairs.postings, entry: entry, documentCount: documentCount),
      try PositionsCursor(pairs.positions, entry: entry)
    )
  }

  /// Posting list and positions of a term.
  package func openLists(_ entry: TermEntry) throws(CodecError) -> (PostingsCursor, PositionsCursor)
  {
    (
      try PostingsCursor(postings, entry: entry, documentCount: documentCount),
      try PositionsCursor(positions, entry: entry)
    )
  }
}
