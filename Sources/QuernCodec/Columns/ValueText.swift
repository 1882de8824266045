package import QuernModel

/// What a text is as a value: a flag, a number, a date, or a short text.
///
/// Flags, numbers and dates become integers that are in the same order as they.
package enum ValueText {
  /// The longest keyword in bytes: what is longer is read, and neither sorted nor counted.
  package static let maximumByteCount = 64

  /// More digits than that a `Double` does not keep apart.
  private static let maximumDigitCount = 15

  /// A value without the white space around it.
  package static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return bytes[start..<end]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// What a text is as a value of a type that is compared as an integer; `nil` where it is none.
  package static func integer(_ bytes: ArraySlice<UInt8>, as type: FieldType) -> UInt64? {
    switch type {
    case .flag: flag(bytes)
    case .number: number(bytes).map(ordered)
    case .date: DateSpan(bytes).map { ordered($0.start) }
    case .keyword, .text: nil
    }
  }

  // MARK: Flags

  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  /// 1 for `true`, 0 for `false`, in letters of any case.
  static func flag(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    guard bytes.count == 4 || bytes.count == 5 else { return nil }
    let lower = bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    if lower == yes { return 1 }
    return lower == no ? 0 : nil
  }

  // MARK: Numbers

  /// A number as JSON writes it: no leading zeros, which a code may have, no `+`, at most 15 digits.
  package static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var rest = bytes
    let isNegative = rest.first == 0x2D
    if isNegative { rest = rest.dropFirst() }
    let whole = rest.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != 0x30,
      whole.count <= maximumDigitCount
    else { return nil }
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty {
      let value = whole.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
      return Double(isNegative ? -value : value)
    }
    if rest.first == 0x2E {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !fraction.isEmpty, whole.count + fraction.count <= maximumDigitCount else {
        return nil
      }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard isExponent(rest), bytes.count <= maximumByteCount else { return nil }
    guard let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite else {
      return nil
    }
    return value
  }

  private static func isExponent(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first else { return true }
    guard first | 0x20 == 0x65 else { return false }
    var digits = bytes.dropFirst()
    if digits.first == 0x2B || digits.first == 0x2D { digits = digits.dropFirst() }
    return !digits.isEmpty && digits.allSatisfy(isDigit)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Whether a text is four digits, which may be a number and a year.
  static func isYear(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == 4 && bytes.allSatisfy(isDigit) && bytes.first != 0x30
  }

  // MARK: Order

  private static let sign: UInt64 = 1 << 63

  /// An integer in the order of numbers; the two zeros are one.
  package static func ordered(_ value: Double) -> UInt64 {
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits & sign == 0 ? bits | sign : ~bits
  }

  /// The number of an integer that ``ordered(_:)-(Double)`` gave.
  package static func number(of value: UInt64) -> Double {
    Double(bitPattern: value & sign == 0 ? ~value : value & ~sign)
  }

  /// An integer in the order of milliseconds.
  package static func ordered(_ milliseconds: Int64) -> UInt64 {
    UInt64(bitPattern: milliseconds) ^ sign
  }

  /// The millisecond of an integer that ``ordered(_:)-(Int64)`` gave.
  package static func milliseconds(of value: UInt64) -> Int64 { Int64(bitPattern: value ^ sign) }
}
