import Dispatch
import QuernAnalysis
import QuernModel
import Synchronization

/// Analyses documents by several threads and gives them back in order.
///
/// Documents go through in portions: handing one over costs microseconds. Portion by portion the
/// threads take turns, so that each meets its documents in order. Owned by one task.
final class AnalysisPool {
  /// A document that was analysed.
  struct Analyzed {
    var document: Document
    var tokens: TokenBatch
  }

  private struct Job {
    var document: Document
    var analyzers: DocumentAnalyzers
  }

  /// What has become of a portion.
  private struct Outcome {
    var documents: [Analyzed] = []
    var isReset = false
    /// Why the document after those could not be analysed.
    var failure: AnalysisError?
  }

  private final class Portion: Sendable {
    let done = DispatchSemaphore(value: 0)
    let outcome = Mutex(Outcome())
  }

  /// A session and the thread that uses it.
  private final class Worker: Sendable {
    let queue = DispatchQueue(label: "quern.analysis")
    let session: Mutex<(AnalysisSession, era: Int)>

    init(largestMemos: Int) {
      session = Mutex((AnalysisSession(largestMemos: largestMemos), 0))
    }
  }

  /// The text of a portion in bytes.
  private static let portionByteCount = 1 << 16

  private let workers: [Worker]
  private var renumbering: TermRenumbering
  /// How often terms were numbered from 0 again.
  private var era = 0

  private var next: [Job] = []
  private var nextByteCount = 0
  private var waiting: [(portion: Portion, worker: Int)] = []
  private var begunCount = 0

  init(threads: Int, largestMemos: Int) {
    workers = (0..<threads).map { _ in Worker(largestMemos: largestMemos) }
    renumbering = TermRenumbering(sessionCount: threads)
  }

  /// Hands a document over, and those that are ready to `consume`.
  ///
  /// - Parameter consume: says whether terms are numbered from 0 after the document.
  func add(
    _ document: Document, _ analyzers: DocumentAnalyzers,
    consume: (Analyzed) throws(QuernError) -> Bool
  ) throws(QuernError) {
    next.append(Job(document: document, analyzers: analyzers))
    for field in document.fields { for value in field.values { nextByteCount += value.utf8.count } }
    guard nextByteCount >= Self.portionByteCount else { return }
    if waiting.count >= 2 * workers.count { try takeFirst(consume) }
    begin()
  }

  /// Hands all documents to `consume` that have not been.
  func finish(consume: (Analyzed) throws(QuernError) -> Bool) throws(QuernError) {
    if !next.isEmpty { begin() }
    while !waiting.isEmpty { try takeFirst(consume) }
  }

  /// Terms are numbered from 0 again.
  func reset() {
    renumbering.reset()
    era += 1
  }

  private func begin() {
    let portion = Portion()
    let index = begunCount % workers.count
    let (worker, jobs, era) = (workers[index], next, era)
    worker.queue.async {
      let outcome = worker.session.withLock { session in Self.analyze(jobs, &session, era) }
      portion.outcome.withLock { $0 = outcome }
      portion.done.signal()
    }
    waiting.append((portion, index))
    begunCount += 1
    (next, nextByteCount) = ([], 0)
  }

  private func takeFirst(
    _ consume: (Analyzed) throws(QuernError) -> Bool
  ) throws(QuernError) {
    let (portion, worker) = waiting.removeFirst()
    portion.done.wait()
    let outcome = portion.outcome.withLock { outcome in
      defer { outcome = Outcome() }
      return outcome
    }
    var isReset = outcome.isReset
    for var analyzed in outcome.documents {
      renumbering.renumber(&analyzed.tokens, of: worker, isReset: isReset)
      isReset = false
      if try consume(analyzed) { reset() }
    }
    if let failure = outcome.failure { throw QuernError(failure) }
  }

  private static func analyze(
    _ jobs: [Job], _ session: inout (AnalysisSession, era: Int), _ era: Int
  ) -> Outcome {
    var outcome = Outcome()
    if session.era != era {
      session.0.reset()
      session.era = era
      outcome.isReset = true
    }
    for job in jobs {
      var tokens = TokenBatch()
      do throws(AnalysisError) {
        try tokens.append(job.document, job.analyzers, session.0)
      } catch {
        outcome.failure = error
        return outcome
      }
      outcome.documents.append(Analyzed(document: job.document, tokens: tokens))
    }
    return outcome
  }
}

extension TokenBatch {
  /// Adds the tokens of a document's indexed fields.
  ///
  /// - Throws: ``AnalysisError``.
  mutating func append(
    _ document: Document, _ analyzers: DocumentAnalyzers, _ session: AnalysisSession
  ) throws(AnalysisError) {
    for field in document.fields where field.isIndexed {
      beginField(field.name)
      for value in field.values {
        try session.append(value, with: analyzers[field.name], to: &self)
        endValue()
      }
    }
  }
}
