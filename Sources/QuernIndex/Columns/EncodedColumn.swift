import QuernCodec
import QuernStorage

/// The sections of a column in memory.
struct EncodedColumn {
  private(set) var entry: ColumnEntry
  private let values: [UInt8]
  private let blocks: [UInt8]
  private let index: [UInt8]

  init(_ entry: ColumnEntry, values: [UInt8], _ writer: ColumnWriter, documentCount: UInt32) {
    var writer = writer
    self.entry = entry
    self.values = values
    self.entry.documentCount = writer.documentCount
    self.entry.placeCount = writer.placeCount
    (blocks, index) = writer.finish(segmentDocumentCount: documentCount)
  }

  /// - Parameter number: the place of the entry among the columns of the segment.
  func write(to writer: FramedWriter, number: Int) throws(CodecError) {
    try writer.writeSection(.columnValues, field: number, values)
    try writer.writeSection(.columnBlocks, field: number, blocks)
    try writer.writeSection(.columnIndex, field: number, index)
  }

  func open(documentCount: UInt32, file: String) throws(CodecError) -> ColumnReader {
    try ColumnReader(
      entry, values: ByteView(copying: values, file: file),
      blocks: ByteView(copying: blocks, file: file), index: ByteView(copying: index, file: file),
      documentCount: documentCount)
  }

  /// Whether the sections of a file have these bytes.
  func isEqual(to file: FramedFile, number: Int) throws(CodecError) -> Bool {
    for (kind, bytes) in [
      (SectionKind.columnValues, values), (.columnBlocks, blocks), (.columnIndex, index),
    ] {
      let section = try file.requiredSection(kind, field: number)
      let found = try reading { () throws(StorageError) in
        try section.copyBytes(at: 0, count: section.count)
      }
      if found != bytes { return false }
    }
    return true
  }
}
