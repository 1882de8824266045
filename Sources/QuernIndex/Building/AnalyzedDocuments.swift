import QuernCodec
package import QuernModel

/// Documents on their way into a segment, with all that any thread can do for them: their records are in
/// compressed blocks, their words are tokens.
package struct AnalyzedDocuments: Sendable {
  /// The largest number of documents that come together.
  package static let maximumCount = 4_096

  /// The keys and the sources, by document.
  private(set) var keys: [DocumentKey] = []
  private(set) var sources: [Source?] = []

  /// The stored fields.
  private(set) var records = RecordRun(after: 0)
  private(set) var blocks: [RecordRun.Block] = []

  /// The tokens of all documents, and where the fields of each end.
  package var tokens = TokenBatch()
  package var fieldEnds: [Int] = []

  /// The terms of the segment that are in these documents and in none before them: of those that
  /// ``tokens`` announces, others may be in later ones.
  package var newTerms = TermTally()

  package init() {}

  /// The stored fields as bytes.
  package var storedBytes: [UInt8] { records.bytes }

  /// How many bytes the last block of stored fields has where it goes on behind the documents.
  package var openByteCount: Int { records.openByteCount }

  /// Adds a document, whose tokens come later.
  ///
  /// - Parameter body: is told of each value of which field it is, and where it stands in ``storedBytes``.
  package mutating func append(
    _ document: Document, value body: (_ field: Int, _ bytes: Range<Int>) -> Void
  ) {
    keys.append(document.key)
    sources.append(document.source)
    records.append(document.fields, value: body)
  }

  /// Compresses the stored fields.
  package mutating func compress() { blocks = records.blocks() }

  /// Starts anew, and keeps the memory.
  ///
  /// - Parameter openByteCount: the bytes of an open block of stored fields before the documents.
  package mutating func removeAll(after openByteCount: Int) {
    keys.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    records.removeAll(after: openByteCount)
    blocks.removeAll(keepingCapacity: true)
    tokens.removeAll()
    fieldEnds.removeAll(keepingCapacity: true)
    newTerms = TermTally()
  }
}
