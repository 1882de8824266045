import QuernAnalysis
import QuernIndex
import QuernModel

/// Analyses documents and compresses their stored fields by several threads, and gives them back in order.
///
/// Documents go through in portions: handing one over costs microseconds. What crosses is text as bytes, not
/// the documents: to count who refers to a string costs more than to copy it, where two threads do. Whichever
/// thread is free takes the next portion. Owned by one task.
final class AnalysisPool {
  /// Takes documents in their turn; says whether terms are numbered from 0 after them.
  typealias Consumer = (AnalyzedDocuments) throws(QuernError) -> Bool

  /// The text of a portion in bytes.
  static let usualPortionByteCount = 1 << 17

  /// As many portions' text waits for each thread, at most, before the last: a portion may be one large
  /// document, and what becomes of it takes several times as much.
  private static let waitingPortions = 16

  /// The memory of a portion that was more times larger than usual is given back.
  private static let largestSpare = 4

  private let portionByteCount: Int
  private let workers: AnalysisWorkers
  private let workerCount: Int
  private var announcer = TermAnnouncer()

  private var next = DocumentPortion()
  private var waiting: [AnalysisWorkers.Job] = []
  /// The text in ``waiting`` in bytes.
  private var waitingByteCount = 0
  /// Portions that were consumed: their memory is for the next ones.
  private var spare = PortionStack()

  init(threads: Int, largestMemos: Int, portionByteCount: Int) {
    self.portionByteCount = portionByteCount
    workers = AnalysisWorkers(threads, largestMemos: largestMemos)
    workerCount = threads
  }

  deinit { workers.stop() }

  /// Hands a document over, and those that are ready to `consume`.
  func add(
    _ document: Document, _ analyzers: DocumentAnalyzers, consume: Consumer
  ) throws(QuernError) {
    next.append(document, analyzers)
    // A portion ends with a block of stored fields, so that it does not matter to the next one where a
    // segment ends.
    guard next.endsBlock else {
      if next.count == AnalyzedDocuments.maximumCount { try finish(consume: consume) }
      return
    }
    guard
      next.byteCount >= portionByteCount || next.count >= AnalyzedDocuments.maximumCount / 2
    else { return }
    while isFull { try takeFirst(consume) }
    begin()
  }

  /// Whether so much waits that a portion has to be taken before the next.
  private var isFull: Bool {
    waiting.count >= 2 * workerCount
      || waitingByteCount > Self.waitingPortions * workerCount * portionByteCount
  }

  /// Hands all documents to `consume` that have not been.
  func finish(consume: Consumer) throws(QuernError) {
    if next.count > 0 { begin() }
    while !waiting.isEmpty { try takeFirst(consume) }
  }

  /// Terms are numbered from 0 again, and a segment begins.
  func reset() {
    announcer.reset(areSomeOnTheirWay: !waiting.isEmpty)
    if waiting.isEmpty && next.count == 0 { next.removeAll(after: 0) }
  }

  private func begin() {
    var portion = spare.pop() ?? DocumentPortion()
    portion.removeAll(after: next.openByteCount)
    swap(&portion, &next)
    waitingByteCount += portion.byteCount
    waiting.append(workers.begin(portion, announcer.terms))
  }

  private func takeFirst(_ consume: Consumer) throws(QuernError) {
    let job = waiting.removeFirst()
    waitingByteCount -= job.byteCount
    var portion = workers.take(job)
    if let failure = portion.failure { throw QuernError(failure) }
    portion.documents.newTerms = announcer.announce(
      to: &portion.documents.tokens, met: portion.metTerms, of: job.terms)
    if try consume(portion.documents) { reset() }
    if job.byteCount <= Self.largestSpare * portionByteCount { spare.push(portion) }
  }
}
