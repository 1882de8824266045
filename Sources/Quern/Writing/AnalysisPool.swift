import Dispatch
import QuernAnalysis
import QuernModel
import Synchronization

/// Analyses documents by several threads and gives them back in order.
///
/// Documents go through in portions: handing one over costs microseconds. Portion by portion the
/// threads take turns, so that each meets its documents in order. Owned by one task.
final class AnalysisPool {
  /// Takes a document in its turn, with its tokens; says whether terms are numbered from 0 after it.
  ///
  /// That threads encode its stored fields, too, was tried: memory that one thread takes and another
  /// gives back cost more than it saved.
  typealias Consumer = (Document, TokenBatch) throws(QuernError) -> Bool

  private struct Job {
    var document: Document
    var analyzers: DocumentAnalyzers
  }

  /// What has become of a portion.
  private struct Outcome {
    /// Of all documents: memory that is allocated once for hundreds of them, and used again.
    var tokens = TokenBatch()
    /// Where the fields of each document end.
    var ends: [Int] = []
    var isReset = false
    /// Why the document after those could not be analysed.
    var failure: AnalysisError?

    mutating func removeAll() {
      tokens.removeAll()
      ends.removeAll(keepingCapacity: true)
      (isReset, failure) = (false, nil)
    }
  }

  private final class Portion: Sendable {
    let done = DispatchSemaphore(value: 0)
    let outcome: Mutex<Outcome>

    init(_ outcome: Outcome) { self.outcome = Mutex(outcome) }
  }

  /// A portion that was handed over, and who has it.
  private struct Waiting {
    var portion: Portion
    var worker: Int
    var jobs: [Job]
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
  private var waiting: [Waiting] = []
  private var begunCount = 0

  /// Outcomes that were consumed: their memory is for the next portions.
  private var spare: [Outcome] = []
  /// The tokens of the document that is consumed.
  private var tokens = TokenBatch()

  init(threads: Int, largestMemos: Int) {
    workers = (0..<threads).map { _ in Worker(largestMemos: largestMemos) }
    renumbering = TermRenumbering(sessionCount: threads)
  }

  /// Hands a document over, and those that are ready to `consume`.
  func add(
    _ document: Document, _ analyzers: DocumentAnalyzers, consume: Consumer
  ) throws(QuernError) {
    next.append(Job(document: document, analyzers: analyzers))
    for field in document.fields { for value in field.values { nextByteCount += value.utf8.count } }
    guard nextByteCount >= Self.portionByteCount else { return }
    if waiting.count >= 2 * workers.count { try takeFirst(consume) }
    begin()
  }

  /// Hands all documents to `consume` that have not been.
  func finish(consume: Consumer) throws(QuernError) {
    if !next.isEmpty { begin() }
    while !waiting.isEmpty { try takeFirst(consume) }
  }

  /// Terms are numbered from 0 again.
  func reset() {
    renumbering.reset()
    era += 1
  }

  private func begin() {
    let portion = Portion(spare.popLast() ?? Outcome())
    let index = begunCount % workers.count
    let (worker, jobs, era) = (workers[index], next, era)
    worker.queue.async {
      worker.session.withLock { session in
        portion.outcome.withLock { Self.analyze(jobs, &session, era, into: &$0) }
      }
      portion.done.signal()
    }
    waiting.append(Waiting(portion: portion, worker: index, jobs: jobs))
    begunCount += 1
    (next, nextByteCount) = ([], 0)
  }

  private func takeFirst(_ consume: Consumer) throws(QuernError) {
    let first = waiting.removeFirst()
    first.portion.done.wait()
    var outcome = first.portion.outcome.withLock { outcome in
      defer { outcome = Outcome() }
      return outcome
    }
    renumbering.add(
      newTermsOf: outcome.tokens, session: first.worker, isReset: outcome.isReset)
    var start = 0
    for (number, end) in outcome.ends.enumerated() {
      tokens.removeAll()
      renumbering.append(start..<end, of: outcome.tokens, session: first.worker, to: &tokens)
      start = end
      if try consume(first.jobs[number].document, tokens) { reset() }
    }
    if let failure = outcome.failure { throw QuernError(failure) }
    outcome.removeAll()
    spare.append(outcome)
  }

  private static func analyze(
    _ jobs: [Job], _ session: inout (AnalysisSession, era: Int), _ era: Int,
    into outcome: inout Outcome
  ) {
    if session.era != era {
      session.0.reset()
      session.era = era
      outcome.isReset = true
    }
    for job in jobs {
      do throws(AnalysisError) {
        try outcome.tokens.append(job.document, job.analyzers, session.0)
      } catch {
        outcome.failure = error
        return
      }
      outcome.ends.append(outcome.tokens.fields.count)
    }
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
