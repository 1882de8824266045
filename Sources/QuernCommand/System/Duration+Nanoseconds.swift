extension Duration {
  /// The whole duration in nanoseconds, at most `Int.max`.
  var nanoseconds: Int {
    let (seconds, attoseconds) = components
    let (whole, overflows) = Int(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflows else { return .max }
    return whole &+ Int(attoseconds / 1_000_000_000)
  }
}
