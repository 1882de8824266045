import QuernCodec
import QuernIndex
public import QuernModel

/// What the values of a field are, over all documents of an index.
///
/// Documents that were deleted count until a merge drops them.
public struct FieldSummary: Sendable, Hashable {
  /// The name of the field.
  public var name: FieldName

  /// What its values are compared as.
  public var type: FieldType

  /// The values, but empty ones.
  public var valueCount: Int

  /// Values that are not of the type: they are in no range, and sorted and counted as missing.
  public var misfitCount: Int

  /// The different values; `nil` for a text.
  public var distinctCount: Int?

  /// The least value, as it is written; `nil` for a text.
  public var least: String?

  /// The greatest value, as it is written; `nil` for a text.
  public var greatest: String?

  /// The fields of a snapshot that have values, by name.
  static func all(of snapshot: IndexSnapshot) throws(IndexError) -> [FieldSummary] {
    var summaries: [FieldSummary] = []
    for (name, counts) in try snapshot.columns.counts().sorted(by: { $0.key < $1.key }) {
      guard let type = counts.type(of: name) else { continue }
      var summary = FieldSummary(
        name: name, type: type, valueCount: Int(clamping: counts.values),
        misfitCount: Int(clamping: counts.misfits(of: type)))
      var columns: [ColumnReader] = []
      for number in snapshot.segments.indices {
        if let column = try snapshot.columns.column(name, inSegment: number) {
          columns.append(column)
        }
      }
      try coding { () throws(CodecError) in try summary.add(columns) }
      summaries.append(summary)
    }
    return summaries
  }

  private mutating func add(_ columns: [ColumnReader]) throws(CodecError) {
    guard type != .text else { return }
    if type == .keyword {
      var distinct: Set<[UInt8]> = []
      for column in columns {
        for ordinal in 0..<column.values.count {
          distinct.insert(try column.values.keyword(ordinal))
        }
      }
      let order: ([UInt8], [UInt8]) -> Bool = { $0.lexicographicallyPrecedes($1) }
      distinctCount = distinct.count
      least = distinct.min(by: order).map { String(decoding: $0, as: UTF8.self) }
      greatest = distinct.max(by: order).map { String(decoding: $0, as: UTF8.self) }
    } else {
      var distinct: Set<UInt64> = []
      for column in columns {
        for ordinal in 0..<column.values.count {
          distinct.insert(try column.values.integer(ordinal))
        }
      }
      distinctCount = distinct.count
      least = distinct.min().map { ValueText.text(of: $0, as: type) }
      greatest = distinct.max().map { ValueText.text(of: $0, as: type) }
    }
  }
}
