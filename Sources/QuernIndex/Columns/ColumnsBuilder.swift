import QuernCodec
import QuernModel

/// Collects the values of all fields of a segment, from the records of stored fields.
struct ColumnsBuilder {
  /// What is made of the values.
  enum Purpose {
    /// A column of every field that has one.
    case columns

    /// Counts alone.
    case counts

    /// A column of one field.
    case field(FieldName)
  }

  private(set) var columns: [ColumnBuilder] = []
  private var numbers: [[UInt8]: Int] = [:]

  /// The names by number, and the number of the field that came last: documents mostly have the same
  /// fields in the same order.
  private var names: [[UInt8]] = []
  private var last = 0
  private let purpose: Purpose

  init(_ purpose: Purpose = .columns) { self.purpose = purpose }

  var memoryByteCount: Int { columns.reduce(0) { $0 + $1.memoryByteCount } }

  /// Adds the values of a document; documents ascend.
  ///
  /// - Throws: ``CodecError/storage(_:)`` for a record that is none.
  mutating func append(
    document: UInt32, record: ArraySlice<UInt8>, file: String
  ) throws(CodecError) {
    try FieldsRecord.forEachValue(of: record, file: file) { name, value in
      let number = number(of: name)
      if number >= 0 { columns[number].append(document: document, value) }
    }
  }

  /// What the segment is to say of its values: a field without any is left out.
  var entries: [ColumnEntry] {
    columns.compactMap { column in
      column.counts.type(of: column.name).map {
        ColumnEntry(name: column.name, counts: column.counts, type: $0)
      }
    }
  }

  /// Writes the columns and what there is to say of them.
  func write(to writer: FramedWriter, documentCount: UInt32) throws(CodecError) {
    var entries: [ColumnEntry] = []
    for column in columns {
      guard let type = column.counts.type(of: column.name) else { continue }
      var entry = ColumnEntry(name: column.name, counts: column.counts, type: type)
      if type != .text {
        if let encoded = column.column(as: type, documentCount: documentCount) {
          try encoded.write(to: writer, number: entries.count)
          entry = encoded.entry
        } else {
          entry.type = .text
        }
      }
      entries.append(entry)
    }
    try writer.writeSection(.columns, ColumnEntry.encode(entries))
  }

  /// The number of a field by the bytes of its name; below 0 for one that is not looked at.
  private mutating func number(of name: ArraySlice<UInt8>) -> Int {
    if last < names.count, names[last].elementsEqual(name) { return numbers[names[last]] ?? -1 }
    let following = last + 1 < names.count ? last + 1 : 0
    if following < names.count, names[following].elementsEqual(name) {
      last = following
      return numbers[names[following]] ?? -1
    }
    let key = Array(name)
    if let known = numbers[key] {
      last = names.firstIndex(of: key) ?? 0
      return known
    }
    let field = FieldName(String(decoding: key, as: UTF8.self))
    names.append(key)
    last = names.count - 1
    // Names are equal in whatever form their letters and marks are put together.
    if let same = columns.firstIndex(where: { $0.name == field }) {
      numbers[key] = same
      return same
    }
    switch purpose {
    case .field(let wanted) where wanted != field: numbers[key] = -1
    case .columns:
      // What is text whatever it is needs no values.
      let isText = field == .title || field == .text
      add(ColumnBuilder(field, keepsValues: !isText), key)
    case .counts: add(ColumnBuilder(field, keepsValues: false), key)
    case .field: add(ColumnBuilder(field), key)
    }
    return numbers[key] ?? -1
  }

  private mutating func add(_ column: ColumnBuilder, _ key: [UInt8]) {
    numbers[key] = columns.count
    columns.append(column)
  }
}
