/// A date of the Gregorian calendar, or the year, month, day, hour or minute that a shorter one names.
///
/// `2025`, `2025-07`, `2025-07-22`, `2025-07-22T10:30`, `2025-07-22T10:30:05`, each of the last two
/// with `Z` or an offset such as `+03:00`; without one, the time is UTC.
public struct DateBound: Sendable, Hashable {
  /// The first second, counted from the beginning of 1970 in UTC.
  public let start: Int64

  /// The second behind the last.
  public let end: Int64

  /// Reads a date; `nil` for everything else, and for days that no calendar has.
  init?(_ bytes: [UInt8]) {
    var reader = Digits(bytes)
    guard let year = reader.read(4) else { return nil }
    if reader.isAtEnd {
      self.init(Self.seconds(year, 1, 1), Self.seconds(year + 1, 1, 1))
      return
    }
    guard reader.skip(0x2D), let month = reader.read(2), (1...12).contains(month) else {
      return nil
    }
    if reader.isAtEnd {
      let next = month == 12 ? (year + 1, 1) : (year, month + 1)
      self.init(Self.seconds(year, month, 1), Self.seconds(next.0, next.1, 1))
      return
    }
    guard reader.skip(0x2D), let day = reader.read(2),
      (1...Self.dayCount(year, month)).contains(day)
    else { return nil }
    let midnight = Self.seconds(year, month, day)
    if reader.isAtEnd {
      self.init(midnight, midnight + 86_400)
      return
    }
    guard let time = reader.readTime() else { return nil }
    self.init(midnight + time.start, midnight + time.start + time.length)
  }

  private init(_ start: Int64, _ end: Int64) {
    self.start = start
    self.end = end
  }

  /// Whether a text has the form of a month or a day: four digits, `-`, a digit.
  static func looksLikeDate(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 6 && bytes[..<4].allSatisfy(Digits.isDigit) && bytes[4] == 0x2D
      && Digits.isDigit(bytes[5])
  }

  /// The number of days of a month.
  static func dayCount(_ year: Int64, _ month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The seconds from 1970 to the beginning of a day (Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms": `days_from_civil`).
  private static func seconds(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return (era * 146_097 + dayOfEra - 719_468) * 86_400
  }
}

/// Reads numbers of fixed length.
private struct Digits {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { place == bytes.count }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  mutating func read(_ count: Int) -> Int64? {
    guard bytes.count - place >= count else { return nil }
    var value: Int64 = 0
    for byte in bytes[place..<place + count] {
      guard Self.isDigit(byte) else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    place += count
    return value
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  /// Reads `T10:30`, `T10:30:05`, and an offset, to the end.
  mutating func readTime() -> (start: Int64, length: Int64)? {
    guard skip(0x54) || skip(0x74), let hour = read(2), hour < 24, skip(0x3A),
      let minute = read(2), minute < 60
    else { return nil }
    var (start, length) = (hour * 3_600 + minute * 60, Int64(60))
    if skip(0x3A) {
      guard let second = read(2), second < 60 else { return nil }
      (start, length) = (start + second, 1)
    }
    if isAtEnd || (skip(0x5A) && isAtEnd) { return (start, length) }
    let isEast = skip(0x2B)
    guard isEast || skip(0x2D), let hours = read(2), hours < 24, skip(0x3A),
      let minutes = read(2), minutes < 60, isAtEnd
    else { return nil }
    let offset = hours * 3_600 + minutes * 60
    return (start + (isEast ? -offset : offset), length)
  }
}
