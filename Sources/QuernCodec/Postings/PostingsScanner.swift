public import QuernStorage

/// Reads whole posting lists, one after another, with the same memory for all of them.
///
/// For lists of which every document is wanted, such as those of all words with a prefix.
/// Belongs to one task.
public struct PostingsScanner: Sendable {
  private var buffers = PostingsBuffers()

  /// Makes a scanner.
  public init() {}

  /// Calls a function with the documents and frequencies of each block of a list, in order.
  ///
  /// - Parameters:
  ///   - postings: all posting lists of the field.
  ///   - entry: what the dictionary says of the term.
  ///   - documentCount: the number of documents in the segment.
  ///   - wantsFrequencies: whether frequencies are read; the function gets none otherwise.
  /// - Throws: ``CodecError``.
  public mutating func scan(
    _ postings: ByteView, entry: TermEntry, documentCount: UInt32, wantsFrequencies: Bool,
    _ body: (borrowing Span<UInt32>, borrowing Span<UInt32>) -> Void
  ) throws(CodecError) {
    if buffers.readShort(postings, entry: entry, documentCount: documentCount) {
      return body(
        buffers.documents.span.extracting(first: buffers.documentCount),
        buffers.frequencies.span.extracting(first: wantsFrequencies ? buffers.frequencyCount : 0))
    }
    var walker = try buffers.open(postings, entry: entry, documentCount: documentCount)
    while walker.count > 0 {
      buffers.enterUnread()
      try buffers.loadDocuments(&walker)
      if wantsFrequencies { try buffers.loadFrequencies(&walker) }
      body(
        buffers.documents.span.extracting(first: buffers.documentCount),
        buffers.frequencies.span.extracting(first: wantsFrequencies ? buffers.frequencyCount : 0))
      try walker.nextBlock()
    }
  }
}
