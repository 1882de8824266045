import Dispatch
import QuernAnalysis
import Synchronization

/// Threads that analyse portions of documents, each with a session of its own.
///
/// A thread lasts as long as the pool does: one that is begun for each portion would take its memory from
/// elsewhere each time.
final class AnalysisWorkers: Sendable {
  /// A portion that was handed over.
  final class Job: Sendable {
    private let portion: Mutex<DocumentPortion?>
    private let done = DispatchSemaphore(value: 0)
    fileprivate let era: Int

    fileprivate init(_ portion: DocumentPortion, _ era: Int) {
      self.portion = Mutex(portion)
      self.era = era
    }

    fileprivate func run(_ work: (inout DocumentPortion) -> Void) {
      portion.withLock { portion in
        guard var taken = portion.take() else { return }
        work(&taken)
        portion = taken
      }
      done.signal()
    }

    /// Waits until the portion was analysed; for one caller, once.
    func take() -> DocumentPortion {
      done.wait()
      guard let portion = portion.withLock({ $0.take() }) else {
        preconditionFailure("a portion is taken once")
      }
      return portion
    }
  }

  private let jobs = Mutex<[Job]>([])
  private let arrived = DispatchSemaphore(value: 0)
  private let count: Int

  init(_ count: Int, largestMemos: Int) {
    self.count = count
    for number in 0..<count {
      DispatchQueue(label: "quern.analysis").async { [self] in run(number, largestMemos) }
    }
  }

  /// Hands a portion over.
  ///
  /// - Parameter era: a session that was used in an earlier one is reset.
  func begin(_ portion: DocumentPortion, _ era: Int) -> Job {
    let job = Job(portion, era)
    jobs.withLock { $0.append(job) }
    arrived.signal()
    return job
  }

  /// Ends the threads, when what was handed over is done.
  func stop() { for _ in 0..<count { arrived.signal() } }

  private func run(_ number: Int, _ largestMemos: Int) {
    let session = AnalysisSession(largestMemos: largestMemos)
    var era = 0
    while let job = nextJob() {
      job.run { portion in
        portion.session = number
        portion.isReset = job.era != era
        if portion.isReset { session.reset() }
        era = job.era
        portion.analyze(session)
      }
    }
  }

  /// Waits for a job; `nil` where there are to be no more.
  private func nextJob() -> Job? {
    arrived.wait()
    return jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
