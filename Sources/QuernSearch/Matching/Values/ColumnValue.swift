import QuernCodec
import QuernModel

/// A value of a column, apart from the segment that it is of.
package enum ColumnValue: Sendable, Hashable {
  case integer(UInt64)
  case keyword([UInt8])

  init(_ values: ColumnValues, _ ordinal: Int) throws(CodecError) {
    self =
      values.type == .keyword
      ? .keyword(try values.keyword(ordinal)) : .integer(try values.integer(ordinal))
  }

  /// Whether the value stands before another one of the same type.
  func precedes(_ other: ColumnValue) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.keyword(let left), .keyword(let right)): left.lexicographicallyPrecedes(right)
    case (.integer, .keyword): true
    case (.keyword, .integer): false
    }
  }

  /// The first ordinal whose value is not below this one; 0 where the types differ.
  func firstOrdinal(in values: ColumnValues) throws(CodecError) -> Int {
    switch (self, values.type == .keyword) {
    case (.integer(let value), false): try values.first(notBelow: value)
    case (.keyword(let value), true): try values.first(notBelow: value)
    default: 0
    }
  }

  /// The value as it is shown.
  func text(as type: FieldType) -> String {
    switch self {
    case .integer(let value): ValueText.text(of: value, as: type)
    case .keyword(let bytes): String(decoding: bytes, as: UTF8.self)
    }
  }
}
