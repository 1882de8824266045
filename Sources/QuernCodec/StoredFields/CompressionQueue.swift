import Dispatch
import Synchronization

/// Compresses blocks on a thread of its own, one after another.
package final class CompressionQueue: Sendable {
  /// A block on its way.
  final class Job: Sendable {
    private let result = Mutex<[UInt8]?>(nil)
    private let done = DispatchSemaphore(value: 0)

    fileprivate func run(_ bytes: [UInt8]) {
      let packed = Compression.compress(bytes)
      result.withLock { $0 = packed }
      done.signal()
    }

    /// Waits for the compressed bytes; for one caller, once.
    func take() -> [UInt8] {
      done.wait()
      guard let packed = result.withLock({ $0.take() }) else {
        preconditionFailure("a job is taken once")
      }
      return packed
    }
  }

  private let queue = DispatchQueue(label: "quern.compression")

  package init() {}

  func compress(_ bytes: [UInt8]) -> Job {
    let job = Job()
    queue.async { job.run(bytes) }
    return job
  }
}
