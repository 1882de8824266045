import Quern
import QuernIngest
import QuernModel
import QuernPresentation

/// Writes what a run finds into a batch.
struct BatchConsumer: ~Copyable, SynchronizationConsumer {
  typealias Failure = QuernError

  var batch: WriteBatch

  /// What the index knows; `nil` where it is made anew.
  private let known: Snapshot?
  var reporter: IndexReporter

  /// What was announced last: it says how a document that is refused was counted.
  private var announced: (action: SynchronizationEvent.Action, key: DocumentKey)?
  private var refusedAdditions = 0
  private var refusedUpdates = 0

  init(batch: consuming WriteBatch, known: Snapshot?, isQuiet: Bool) {
    self.batch = batch
    self.known = known
    reporter = IndexReporter(isQuiet: isQuiet)
  }

  mutating func knownDocument(for key: DocumentKey) throws(QuernError) -> KnownDocument? {
    try known?.knownDocument(for: key)
  }

  mutating func knownDocuments() throws(QuernError) -> [KnownDocument] {
    try known?.knownDocuments() ?? []
  }

  /// A document that the index refuses is reported and left out: the others go on.
  mutating func add(_ document: Document) throws(QuernError) {
    do throws(QuernError) {
      try batch.add(document)
    } catch {
      guard case .document(let key, let message) = error else { throw error }
      reporter.write("\(key): \(message)")
      if let announced, announced.key == document.key, announced.action == .update {
        refusedUpdates += 1
      } else {
        refusedAdditions += 1
      }
    }
  }

  mutating func remove(_ key: DocumentKey) throws(QuernError) {
    try batch.delete(key)
  }

  mutating func observe(_ event: SynchronizationEvent) throws(QuernError) {
    if case .change(let action, let key) = event { announced = (action, key) }
    reporter.report(event)
  }

  /// Counts documents that the index has refused as failed.
  func adjust(_ summary: inout IndexSummary) {
    summary.added -= refusedAdditions
    summary.updated -= refusedUpdates
    summary.failed += refusedAdditions + refusedUpdates
  }

  consuming func commit() throws(QuernError) -> CommitSummary {
    reporter.progress.clear()
    return try batch.commit()
  }

  consuming func rollback() {
    reporter.progress.clear()
    batch.rollback()
  }
}
