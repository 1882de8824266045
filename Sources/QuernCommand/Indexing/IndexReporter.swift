import QuernIngest
import QuernPresentation

/// Says on standard error how a run goes on and what could not be read.
struct IndexReporter {
  /// So many failures and repairs are written; further ones are only counted.
  private static let maximumLineCount = 1_000

  var progress: IndexProgress

  /// Failures of whole files and folders.
  private(set) var failures: [IngestFailure] = []
  private var noticeCount = 0

  init(isQuiet: Bool) { progress = IndexProgress(isQuiet: isQuiet) }

  mutating func report(_ event: SynchronizationEvent) {
    switch event {
    case .change: return
    case .failure(let failure):
      if failure.isUnreached { failures.append(failure) }
      write(failure.description)
    case .repair(let repair):
      notice(repair.description)
    case .progress(let state):
      let share = Double(state.byteCount) / Double(state.totalByteCount)
      progress.update(
        documents: state.documentCount, bytes: state.byteCount,
        share: state.totalByteCount > 0 ? share : nil)
    }
  }

  /// Reports something that was skipped.
  mutating func write(_ failure: String) { notice("skipped \(failure)") }

  private mutating func notice(_ text: String) {
    noticeCount += 1
    progress.clear()
    if noticeCount <= Self.maximumLineCount {
      StandardError.write("quern: \(DisplayText.line(text))\n")
    } else if noticeCount == Self.maximumLineCount + 1 {
      StandardError.write("quern: further failures and repairs are only counted\n")
    }
  }
}
