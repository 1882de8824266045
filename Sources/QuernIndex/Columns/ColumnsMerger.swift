import QuernCodec
import QuernModel
import QuernStorage

/// Makes the columns of a merged segment: those that the same documents would get if they were written
/// anew.
struct ColumnsMerger {
  private let merger: ColumnMerger

  /// Counts the values of the documents that are left, while their records are copied.
  private var counter = ColumnsBuilder(.counts)
  private var nextDocument: UInt32 = 0

  init(_ plan: MergePlan) { merger = ColumnMerger(plan) }

  /// Counts the values of the next document, in the new order.
  mutating func count(record: [UInt8], file: String) throws(CodecError) {
    try counter.append(document: nextDocument, record: record[...], file: file)
    nextDocument += 1
  }

  /// Writes columns of the types that the counted values make.
  func write(to writer: FramedWriter) throws(CodecError) {
    var entries = counter.entries
    for number in entries.indices where entries[number].hasColumn {
      if let column = try merger.merge(entries[number]) {
        try column.write(to: writer, number: number)
        entries[number] = column.entry
      } else {
        entries[number].type = .text
      }
    }
    try writer.writeSection(.columns, ColumnEntry.encode(entries))
  }
}
