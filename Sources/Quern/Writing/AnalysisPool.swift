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
  private var renumbering: TermRenumbering
  /// How often terms were numbered from 0 again.
  private var era = 0

  private var next = DocumentPortion()
  private var waiting: [(job: AnalysisWorkers.Job, byteCount: Int)] = []
  /// The text in ``waiting`` in bytes.
  private var waitingByteCount = 0
  /// Portions that were consumed: their memory is for the next ones.
  private var spare: [DocumentPortion] = []

  init(threads: Int, largestMemos: Int, portionByteCount: Int) {
    self.portionByteCount = portionByteCount
    workers = AnalysisWorkers(threads, largestMemos: largestMemos)
    workerCount = threads
    renumbering = TermRenumbering(sessionCount: threads)
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
    renumbering.reset()
    era += 1
    if waiting.isEmpty && next.count == 0 { startPortion(after: 0) }
  }

  private func begin() {
    let openByteCount = next.openByteCount
    waiting.append((workers.begin(next, era), next.byteCount))
    waitingByteCount += next.byteCount
    next = spare.popLast() ?? DocumentPortion()
    startPortion(after: openByteCount)
  }

  private func startPortion(after openByteCount: Int) { next.removeAll(after: openByteCount) }

  private func takeFirst(_ consume: Consumer) throws(QuernError) {
    let first = waiting.removeFirst()
    waitingByteCount -= first.byteCount
    var portion = workers.take(first.job)
    if let failure = portion.failure { throw QuernError(failure) }
    renumbering.renumber(
      &portion.documents.tokens, session: portion.session, isReset: portion.isReset)
    if try consume(portion.documents) { reset() }
    if first.byteCount <= Self.largestSpare * portionByteCount { spare.append(portion) }
  }
}
