import QuernCodec
import QuernModel

/// A range of values as a type of field orders them: from one value up to, and without, another one.
enum ValueInterval: Sendable, Hashable {
  case integers(from: UInt64?, to: UInt64?)
  case keywords(from: [UInt8]?, to: [UInt8]?)

  /// Why a range means nothing for a type.
  struct Unsuitable: Error {
    /// The bound that is no value of the type; empty where the type has no values.
    let text: String
  }

  /// Reads the bounds of a range as values of a type.
  init(_ range: ValueRange, as type: FieldType) throws(Unsuitable) {
    switch type {
    case .text: throw Unsuitable(text: "")
    case .keyword:
      self = .keywords(
        from: range.lower.map { Self.keyword($0, isAfter: !range.includesLower) },
        to: range.upper.map { Self.keyword($0, isAfter: range.includesUpper) })
    case .flag, .number, .date:
      self = .integers(
        from: try Self.integer(range.lower, type, isAfter: !range.includesLower),
        to: try Self.integer(range.upper, type, isAfter: range.includesUpper))
    }
  }

  /// The bytes of a bound, or the first ones behind them.
  private static func keyword(_ bound: ValueBound, isAfter: Bool) -> [UInt8] {
    let bytes = Array(ValueText.trimmed(Array(bound.text.utf8)[...]))
    return isAfter ? bytes + [0] : bytes
  }

  /// The first value of a bound, or the first one behind it.
  private static func integer(
    _ bound: ValueBound?, _ type: FieldType, isAfter: Bool
  ) throws(Unsuitable) -> UInt64? {
    guard let bound else { return nil }
    let after: UInt64 = isAfter ? 1 : 0
    switch type {
    case .date:
      guard let date = bound.date else { throw Unsuitable(text: bound.text) }
      return ValueText.ordered(isAfter ? date.end : date.start)
    case .number:
      guard let number = bound.number else { throw Unsuitable(text: bound.text) }
      return ValueText.ordered(number) + after
    default:
      let bytes = Array(bound.text.utf8)[...]
      guard let flag = ValueText.integer(bytes, as: .flag) else {
        throw Unsuitable(text: bound.text)
      }
      return flag + after
    }
  }

  /// The ordinals of the values in the interval.
  func ordinals(in values: ColumnValues) throws(CodecError) -> Range<UInt32> {
    let (first, end): (Int, Int)
    switch self {
    case .integers(let from, let to):
      first = try from.map { value throws(CodecError) in try values.first(notBelow: value) } ?? 0
      end =
        try to.map { value throws(CodecError) in try values.first(notBelow: value) }
        ?? values.count
    case .keywords(let from, let to):
      first = try from.map { value throws(CodecError) in try values.first(notBelow: value) } ?? 0
      end =
        try to.map { value throws(CodecError) in try values.first(notBelow: value) }
        ?? values.count
    }
    return UInt32(first)..<UInt32(max(first, end))
  }
}
