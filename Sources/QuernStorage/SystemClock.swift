#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time of day and the process, as the operating system tells them.
public enum SystemClock {
  /// Nanoseconds since 1970, UTC.
  ///
  /// May go backwards when somebody sets the clock.
  public static func now() -> Int64 {
    var time = timespec()
    // SAFETY: the call only writes the structure.
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// A time as people write it: `2026-11-21T01:31:00Z`.
  public static func text(_ nanoseconds: Int64) -> String {
    var seconds = time_t(nanoseconds / 1_000_000_000)
    var parts = unsafe tm()
    // SAFETY: the call reads the one structure and writes the other.
    unsafe gmtime_r(&seconds, &parts)
    let (year, month, day) = unsafe (parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday)
    let (hour, minute, second) = unsafe (parts.tm_hour, parts.tm_min, parts.tm_sec)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))T\(two(hour)):\(two(minute)):\(two(second))Z"
  }

  /// Lets the calling thread rest.
  public static func sleep(for duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(
      tv_sec: time_t(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    // SAFETY: the call only reads the structure.
    unsafe nanosleep(&time, nil)
  }

  /// The number of this process.
  public static var processNumber: Int32 { getpid() }
}
