import QuernIngest
import QuernPresentation

extension IndexSummary {
  /// The counts of a run; documents and tokens are still to come.
  init(_ result: SynchronizationSummary, seconds: Double) {
    self.init()
    added = result.added
    updated = result.updated
    removed = result.removed
    unchanged = result.unchanged
    failed = result.failed
    repaired = result.repaired
    duplicates = result.duplicates
    self.seconds = seconds
  }
}
