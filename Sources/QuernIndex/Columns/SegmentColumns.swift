package import QuernCodec
package import QuernModel
import QuernStorage
import Synchronization

/// The values of the fields of a segment, as columns.
///
/// A segment from before there were columns has none in its file, and one that has a column may have
/// it of another type than the field has in all segments together: such a column is made of the stored
/// fields when it is first asked for, and kept. Immutable but for that; share freely.
package final class SegmentColumns: Sendable {
  /// What the segment says of its fields; `nil` where it says nothing.
  package let entries: [ColumnEntry]?

  private let file: FramedFile
  private let name: String
  private let stored: RecordsReader
  private let documentCount: UInt32
  private let numbers: [FieldName: Int]
  private let made = Mutex(Made())

  private struct Made {
    var counts: [ColumnEntry]?
    var columns: [Key: ColumnReader?] = [:]
  }

  private struct Key: Hashable {
    var field: FieldName
    var type: FieldType
  }

  init(
    _ file: FramedFile, name: String, stored: RecordsReader, documentCount: UInt32
  ) throws(CodecError) {
    self.file = file
    self.name = name
    self.stored = stored
    self.documentCount = documentCount
    let section = try file.section(.columns)
    var entries: [ColumnEntry]?
    if let section {
      entries = try ColumnEntry.decode(section, documentCount: documentCount)
    }
    self.entries = entries
    numbers = Dictionary(
      (entries ?? []).enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// How many values of each kind the fields have.
  ///
  /// - Complexity: O(fields); once O(bytes of the stored fields) where the segment does not say it.
  package func counts() throws(CodecError) -> [ColumnEntry] {
    if let entries { return entries }
    if let known = made.withLock({ $0.counts }) { return known }
    let counted = try scan(.counts).entries
    made.withLock { $0.counts = counted }
    return counted
  }

  /// The values of a field as a type has them; `nil` where no document has any.
  ///
  /// - Complexity: O(1); once O(bytes of the stored fields) where the file has no such column.
  package func column(
    _ field: FieldName, as type: FieldType
  ) throws(CodecError) -> ColumnReader? {
    if type == .text { return nil }
    let key = Key(field: field, type: type)
    if let known = made.withLock({ $0.columns[key] }) { return known }
    let column = try make(field, type)
    return made.withLock { made in
      // Of two that make it at the same time, one is kept: what it has found before is shared.
      if let known = made.columns[key] { return known }
      made.columns[key] = .some(column)
      return column
    }
  }

  private func make(_ field: FieldName, _ type: FieldType) throws(CodecError) -> ColumnReader? {
    if let entries {
      guard let number = numbers[field] else { return nil }
      if entries[number].type == type { return try open(number, entries[number]) }
    }
    return try scan(.field(field)).columns.first?
      .column(as: type, documentCount: documentCount)?
      .open(documentCount: documentCount, file: name)
  }

  /// Opens a column of the file.
  func open(_ number: Int, _ entry: ColumnEntry) throws(CodecError) -> ColumnReader {
    try ColumnReader(
      entry, values: try file.requiredSection(.columnValues, field: number),
      blocks: try file.requiredSection(.columnBlocks, field: number),
      index: try file.requiredSection(.columnIndex, field: number), documentCount: documentCount)
  }

  /// Collects values of all documents once more, from the stored fields.
  func scan(_ purpose: ColumnsBuilder.Purpose) throws(CodecError) -> ColumnsBuilder {
    var builder = ColumnsBuilder(purpose)
    try stored.forEach { (number, record) throws(CodecError) in
      try builder.append(document: number, record: record[...], file: name)
    }
    return builder
  }
}
