import QuernIngest
import QuernPresentation

/// Says on standard error how a run goes on and what could not be read.
struct IndexReporter {
  /// So many failures are written; further ones are only counted.
  private static let maximumLineCount = 1_000

  var progress: IndexProgress

  /// Failures of whole files and folders.
  private(set) var failures: [IngestFailure] = []
  private var failureCount = 0

  init(isQuiet: Bool) { progress = IndexProgress(isQuiet: isQuiet) }

  mutating func report(_ event: SynchronizationEvent) {
    switch event {
    case .change: return
    case .failure(let failure):
      if failure.isUnreached { failures.append(failure) }
      write(failure.description)
    case .progress(let state):
      let share = Double(state.byteCount) / Double(state.totalByteCount)
      progress.update(
        documents: state.documentCount, bytes: state.byteCount,
        share: state.totalByteCount > 0 ? share : nil)
    }
  }

  /// Reports something that was skipped.
  mutating func write(_ failure: String) {
    failureCount += 1
    progress.clear()
    if failureCount <= Self.maximumLineCount {
      StandardError.write("quern: skipped \(DisplayText.line(failure))\n")
    } else if failureCount == Self.maximumLineCount + 1 {
      StandardError.write("quern: further failures are only counted\n")
    }
  }
}
