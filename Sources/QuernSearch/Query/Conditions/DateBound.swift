import QuernCodec

/// A date of the Gregorian calendar, or the year, month, day, hour or minute that a shorter one names.
///
/// `2025`, `2025-07`, `2025-07-22`, `2025-07-22T10:30`, `2025-07-22T10:30:05.25`, each of the last two
/// with `Z` or an offset such as `+03:00`; without one, the time is UTC.
public struct DateBound: Sendable, Hashable {
  /// The first millisecond, counted from the beginning of 1970 in UTC.
  public let start: Int64

  /// The millisecond behind the last.
  public let end: Int64

  /// Reads a date; `nil` for everything else, and for days that no calendar has.
  init?(_ bytes: [UInt8]) {
    guard let span = DateSpan(bytes[...]) else { return nil }
    start = span.start
    end = span.end
  }

  /// Whether a text has the form of a month or a day: four digits, `-`, a digit.
  static func looksLikeDate(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 6 && bytes[..<4].allSatisfy { $0 &- 0x30 < 10 } && bytes[4] == 0x2D
      && bytes[5] &- 0x30 < 10
  }
}
