import QuernIngest

/// When a watch looks again, and at what.
struct WatchSchedule {
  /// Without a report, all files are looked at all the same: a change on a file server may not be told.
  private static let usualWait = Duration.seconds(30)

  /// After a failure, a full disk say, it is tried again so soon.
  private static let waitAfterFailure = Duration.seconds(2)

  /// Looking at everything takes at most about one part in so many of the time.
  private static let wholePassShare = 20

  /// What the next pass looks at.
  var changes = FileChanges.anything

  private var start = ContinuousClock.now
  private var lastWholePass = ContinuousClock.now
  private var wholePassDuration = Duration.zero
  private var hasFailed = false

  /// Whether files of several documents are among those that are followed.
  private(set) var hasFilesOfLines = true

  /// A pass begins.
  mutating func begin() { start = .now }

  /// A pass has ended.
  mutating func end(_ outcome: Result<IndexOutcome, any Error>) {
    switch outcome {
    case .failure: hasFailed = true
    case .success(let outcome):
      hasFailed = false
      guard outcome.folders != nil else { return }
      lastWholePass = start
      wholePassDuration = .now - start
      hasFilesOfLines = outcome.hasFilesOfLines
    }
  }

  /// How long to wait for a report.
  var longestWait: Duration {
    if hasFailed { return Self.waitAfterFailure }
    return max(.milliseconds(100), wholePassInterval - (.now - lastWholePass))
  }

  /// What to look at after a report: after a failure, and now and then, at everything.
  func known(_ reported: FileChanges) -> FileChanges {
    hasFailed || .now - lastWholePass > wholePassInterval ? .anything : reported
  }

  private var wholePassInterval: Duration {
    max(Self.usualWait, wholePassDuration * Self.wholePassShare)
  }
}
