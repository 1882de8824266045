package import QuernCodec
package import QuernModel
package import QuernStorage

/// Collects documents and writes them as one segment file.
///
/// Stored fields go to the file as they come, tokens wait in memory until ``finish()``. Owned by one
/// task.
package final class SegmentBuilder {
  /// A segment file that has been written and synchronized.
  package struct Result {
    package let fingerprint: FileFingerprint
    package let documentCount: UInt32
  }

  private let writer: FramedWriter
  private let writesPairs: Bool
  private let threads: Int
  /// One access to the class for a whole document.
  private var collected = CollectedDocuments()

  /// Documents that were replaced or deleted after they were added.
  package var deletions: Set<UInt32> { collected.deletions }

  package var documentCount: UInt32 { collected.count }

  /// Begins a segment file.
  ///
  /// - Parameters:
  ///   - writesPairs: whether frequent pairs get lists of their own.
  ///   - threads: how many threads analyse and share the work; the file is the same.
  /// - Throws: ``IndexError``.
  package init(
    _ output: any OutputFile, writesPairs: Bool = true, threads: Int = 1
  ) throws(IndexError) {
    self.writesPairs = writesPairs
    self.threads = threads
    writer = try coding { () throws(CodecError) in try FramedWriter(output, kind: .segment) }
    writer.beginSection(.storedBlocks)
  }

  /// The bytes that wait in memory, nearly, with those that it takes to write them: the tokens of a
  /// field in order, and of each term its place in the order, its share of the dictionary and its
  /// number in the analysis.
  package var memoryByteCount: Int { collected.memoryByteCount(threads: threads) }

  /// The number of tokens so far.
  package var tokenCount: Int { collected.fields.reduce(0) { $0 + $1.log.tokenCount } }

  /// Adds a document with the tokens of its searchable fields.
  ///
  /// - Throws: ``IndexError``.
  package func add(_ document: Document, _ tokens: TokenBatch) throws(IndexError) {
    try coding { () throws(CodecError) in
      let blocks = try collected.add(document, tokens)
      if !blocks.isEmpty { try writer.write(blocks) }
    }
  }

  /// Adds documents that were analysed elsewhere: the same as one after another.
  ///
  /// - Throws: ``IndexError``.
  package func add(_ documents: AnalyzedDocuments) throws(IndexError) {
    try coding { () throws(CodecError) in
      let blocks = try collected.add(documents)
      if !blocks.isEmpty { try writer.write(blocks) }
    }
  }

  /// Whether a document of this key has been added and not been deleted.
  package func contains(_ key: DocumentKey) -> Bool { collected.contains(key) }

  /// Deletes a document of this segment.
  ///
  /// - Returns: whether there was one.
  package func delete(_ key: DocumentKey) -> Bool { collected.delete(key) }

  /// Writes what waits in memory and ends the file.
  ///
  /// - Throws: ``IndexError``.
  package func finish() throws(IndexError) -> Result {
    let fingerprint = try coding { () throws(CodecError) in try writeAll() }
    return Result(fingerprint: fingerprint, documentCount: documentCount)
  }

  /// Gives up: the file is closed and of no use.
  package func abandon() { writer.abandon() }

  private func writeAll() throws(CodecError) -> FileFingerprint {
    let terms = collected.terms
    let order = SharedOrder(terms, threads: threads)
    // Nothing goes on when the file has failed.
    defer { order.end() }
    try collected.writeDocuments(to: writer)
    var metadata = SegmentMetadata(documentCount: documentCount)
    var shared: Set<[UInt8]> = []
    var written: [Int: SegmentMetadata.Field] = [:]
    // The longest first.
    for number in collected.fieldsByLength {
      written[number] = try collected.fields[number].write(
        to: writer, number: number, terms: terms, order: order,
        documentCount: Int(documentCount), writesPairs: writesPairs, sharing: &shared,
        threads: threads)
    }
    metadata.fields = collected.fields.indices.compactMap { written[$0] }
    try writer.writeSection(.metadata, metadata.encode())
    return try writer.finish()
  }
}

/// Runs a step of the codec and gives its error as an ``IndexError``.
package func coding<Value>(
  _ step: () throws(CodecError) -> Value
) throws(IndexError) -> Value {
  do { return try step() } catch { throw .codec(error) }
}
