import CKernels
import Synchronization

/// Room for the keys of a search, kept from one search to the next.
///
/// To allocate it, clear it and let it grow costs more than to take a few documents in.
enum KeptKeys {
  /// 4,096: the best thousand documents need half of it.
  private static let mostKeys = 4_096

  /// 8: as many searches as run at once on most machines.
  private static let keptCount = 8

  private static let kept = Mutex<[[quern_key]]>([])

  /// Some keys, of which none means anything; none at all where all are in use.
  static func take() -> [quern_key] { kept.withLock { $0.popLast() } ?? [] }

  /// Keeps keys for a search to come.
  static func keep(_ keys: [quern_key]) {
    guard 1...mostKeys ~= keys.count else { return }
    kept.withLock { if $0.count < keptCount { $0.append(keys) } }
  }
}
