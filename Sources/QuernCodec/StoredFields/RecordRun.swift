package import QuernModel
import QuernStorage

/// The records of documents that follow one another, on their way to a ``RecordsWriter``.
///
/// Who has the documents adds them, any thread puts them into blocks, and the writer takes these in their
/// order. They are those that the writer would have made: a block that was begun before the run, or goes on
/// behind it, is left to it.
package struct RecordRun: Sendable {
  /// Records that the writer has in one block.
  package struct Block: Sendable {
    let recordCount: UInt32
    /// Where they stand in the run.
    let bytes: Range<Int>
    /// The compressed bytes; `nil` where the block is not whole.
    let packed: [UInt8]?
  }

  private var writer = ByteWriter()
  private var records: [Range<Int>] = []

  /// How many bytes the open block of the writer has before the run.
  package private(set) var precedingByteCount: Int

  /// How many bytes the open block has behind the run; 0 where the run ends with a block.
  package private(set) var openByteCount: Int

  /// Starts a run of no records behind so many bytes of an open block.
  package init(after precedingByteCount: Int) {
    self.precedingByteCount = precedingByteCount
    openByteCount = precedingByteCount
  }

  /// The records with their sizes before them, as they stand in blocks.
  package var bytes: [UInt8] { writer.bytes }

  /// The number of records.
  package var count: Int { records.count }

  /// The bytes of a record.
  package subscript(record: Int) -> ArraySlice<UInt8> { writer.bytes[records[record]] }

  /// Starts anew, and keeps the memory.
  package mutating func removeAll(after precedingByteCount: Int) {
    writer.removeAll()
    records.removeAll(keepingCapacity: true)
    self.precedingByteCount = precedingByteCount
    openByteCount = precedingByteCount
  }

  /// Adds the record of a document's fields.
  ///
  /// - Parameter body: is told of each value of which field it is, and where its bytes stand in the run.
  package mutating func append(
    _ fields: [Document.Field], value body: (_ field: Int, _ bytes: Range<Int>) -> Void
  ) {
    let (start, byteCount) = (writer.count, FieldsRecord.byteCount(of: fields))
    precondition(byteCount <= RecordsWriter.maximumRecordByteCount, "the record is too large")
    writer.writeVarint(byteCount)
    let first = writer.count
    FieldsRecord.write(fields, to: &writer, value: body)
    precondition(writer.count == first + byteCount, "a record has the size that stands before it")
    records.append(first..<writer.count)
    openByteCount += writer.count - start
    if openByteCount >= RecordsFormat.blockByteCount { openByteCount = 0 }
  }

  /// Compresses the blocks that are whole.
  package func blocks() -> [Block] {
    var blocks: [Block] = []
    var (start, first, open) = (0, 0, precedingByteCount)
    for (number, record) in records.enumerated() {
      let end = open + record.upperBound - start
      let isFull = end >= RecordsFormat.blockByteCount
      guard isFull || number == records.count - 1 else { continue }
      let range = start..<record.upperBound
      let packed =
        isFull && open == 0
        ? Compression.compress(writer.bytes.span.extracting(range)) : nil
      blocks.append(
        Block(recordCount: UInt32(number + 1 - first), bytes: range, packed: packed))
      (start, first, open) = (record.upperBound, number + 1, 0)
    }
    return blocks
  }
}
