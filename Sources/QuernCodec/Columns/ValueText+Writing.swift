package import QuernModel

extension ValueText {
  /// A value of a column as people write it.
  package static func text(of value: UInt64, as type: FieldType) -> String {
    switch type {
    case .flag: value == 0 ? "false" : "true"
    case .number: text(of: number(of: value))
    case .date: date(milliseconds(of: value))
    case .keyword, .text: ""
    }
  }

  private static func text(of number: Double) -> String {
    guard number == number.rounded(), abs(number) < 1e15 else { return "\(number)" }
    return "\(Int64(number))"
  }

  /// A moment of the years 0 to 9999: beyond are dates that only damaged bytes have.
  package static func bounded(_ milliseconds: Int64) -> Int64 {
    min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
  }

  /// `2025-07-22`, with the time where there is one: in UTC.
  package static func date(_ milliseconds: Int64) -> String {
    let (year, month, day, rest) = DateSpan.civil(bounded(milliseconds))
    let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    guard rest > 0 else { return date }
    let (second, fraction) = (rest / 1_000, rest % 1_000)
    let time = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, 2) }
      .joined(separator: ":")
    return "\(date)T\(time)\(fraction > 0 ? ".\(padded(fraction, 3))" : "")Z"
  }

  package static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = "\(value)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
