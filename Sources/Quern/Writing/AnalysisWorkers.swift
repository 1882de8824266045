import Dispatch
import QuernAnalysis
import Synchronization

/// Threads that analyse portions of documents, each with a session of its own.
///
/// The caller is one of them: while what it waits for is not done, it does what has not been begun. A thread
/// more than there are cores would take them from the caller, on whom all others wait.
///
/// A thread lasts as long as the pool does: one that is begun for each portion would take its memory from
/// elsewhere each time.
final class AnalysisWorkers: Sendable {
  /// A portion that was handed over.
  final class Job: Sendable {
    private let portion: Mutex<DocumentPortion?>
    private let done = DispatchSemaphore(value: 0)
    /// The text in bytes.
    let byteCount: Int
    /// What numbers its terms.
    let terms: SharedTerms

    fileprivate init(_ portion: consuming DocumentPortion, _ terms: SharedTerms) {
      byteCount = portion.byteCount
      self.portion = Mutex(portion)
      self.terms = terms
    }

    fileprivate func run(_ work: (inout DocumentPortion) -> Void) {
      portion.withLock { portion in
        guard var taken = portion.take() else { return }
        work(&taken)
        portion = consume taken
      }
      done.signal()
    }

    /// Whether the portion was analysed; after that it can be taken.
    fileprivate func isDone(waiting: Bool) -> Bool {
      if waiting { done.wait() }
      return waiting || done.wait(timeout: .now()) == .success
    }

    /// Takes the portion, which was analysed; once.
    fileprivate func take() -> DocumentPortion {
      guard let portion = portion.withLock({ $0.take() }) else {
        preconditionFailure("a portion is taken once")
      }
      return portion
    }
  }

  private let jobs = Mutex<[Job]>([])
  private let arrived = DispatchSemaphore(value: 0)
  private let count: Int

  /// The caller's own session.
  private let own: Mutex<Worker>

  /// - Parameter count: how many threads, the caller's among them.
  init(_ count: Int, largestMemos: Int) {
    self.count = count
    own = Mutex(Worker(largestMemos: largestMemos))
    for _ in 1..<count {
      DispatchQueue(label: "quern.analysis").async { [self] in
        var worker = Worker(largestMemos: largestMemos)
        while let job = nextJob() { worker.run(job) }
      }
    }
  }

  /// Hands a portion over.
  ///
  /// - Parameter terms: what numbers its terms.
  func begin(_ portion: consuming DocumentPortion, _ terms: SharedTerms) -> Job {
    let job = Job(portion, terms)
    jobs.withLock { $0.append(job) }
    arrived.signal()
    return job
  }

  /// Waits until a portion was analysed, and works meanwhile; for one caller, once for each.
  func take(_ job: Job) -> DocumentPortion {
    while !job.isDone(waiting: false) {
      // What has been begun will be done.
      guard arrived.wait(timeout: .now()) == .success, let other = firstJob() else {
        _ = job.isDone(waiting: true)
        break
      }
      own.withLock { $0.run(other) }
    }
    return job.take()
  }

  /// Ends the threads, when what was handed over is done.
  func stop() { for _ in 0..<count { arrived.signal() } }

  /// Waits for a job; `nil` where there are to be no more.
  private func nextJob() -> Job? {
    arrived.wait()
    return firstJob()
  }

  private func firstJob() -> Job? { jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() } }

  /// A thread's session.
  private struct Worker {
    private let session: AnalysisSession
    /// What numbers the terms of the session.
    private var terms: SharedTerms?

    init(largestMemos: Int) { session = AnalysisSession(largestMemos: largestMemos) }

    mutating func run(_ job: Job) {
      if job.terms !== terms { session.reset(sharing: job.terms) }
      terms = job.terms
      job.run { $0.analyze(session) }
    }
  }
}
