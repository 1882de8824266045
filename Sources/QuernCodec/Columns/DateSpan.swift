/// A date of the Gregorian calendar, or the year, month, day, hour or second that a shorter one names.
///
/// `2025`, `2025-07`, `2025-07-22`, `2025-07-22T10:30`, `2025-07-22 10:30:05.25`, each of the last two
/// with `Z` or an offset such as `+03:00`; without one, the time is UTC.
package struct DateSpan: Sendable, Hashable {
  /// The first millisecond, counted from the beginning of 1970 in UTC.
  package let start: Int64

  /// The millisecond behind the last.
  package let end: Int64

  package static let millisecondsPerDay: Int64 = 86_400_000

  /// Reads a date; `nil` for everything else, and for days that no calendar has.
  package init?(_ bytes: ArraySlice<UInt8>) {
    var reader = DateReader(bytes)
    guard let year = reader.read(4) else { return nil }
    if reader.isAtEnd {
      self.init(Self.milliseconds(year, 1, 1), Self.milliseconds(year + 1, 1, 1))
      return
    }
    guard reader.skip(0x2D), let month = reader.read(2), (1...12).contains(month) else {
      return nil
    }
    if reader.isAtEnd {
      let next = month == 12 ? (year + 1, 1) : (year, month + 1)
      self.init(Self.milliseconds(year, month, 1), Self.milliseconds(next.0, next.1, 1))
      return
    }
    guard reader.skip(0x2D), let day = reader.read(2),
      (1...Self.dayCount(year, month)).contains(day)
    else { return nil }
    let midnight = Self.milliseconds(year, month, day)
    if reader.isAtEnd {
      self.init(midnight, midnight + Self.millisecondsPerDay)
      return
    }
    guard let time = reader.readTime() else { return nil }
    self.init(midnight + time.start, midnight + time.start + time.length)
  }

  private init(_ start: Int64, _ end: Int64) {
    self.start = start
    self.end = end
  }

  /// The number of days of a month.
  package static func dayCount(_ year: Int64, _ month: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The milliseconds from 1970 to the beginning of a day (Hinnant, "chrono-Compatible Low-Level Date
  /// Algorithms": `days_from_civil`).
  package static func milliseconds(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return (era * 146_097 + dayOfEra - 719_468) * millisecondsPerDay
  }

  /// The year, month and day of a millisecond (the same paper: `civil_from_days`), and what is left of
  /// the day.
  package static func civil(
    _ milliseconds: Int64
  ) -> (year: Int64, month: Int64, day: Int64, rest: Int64) {
    let isBefore = milliseconds % millisecondsPerDay < 0
    let days = milliseconds / millisecondsPerDay - (isBefore ? 1 : 0)
    let rest = milliseconds - days * millisecondsPerDay
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day, rest)
  }
}
