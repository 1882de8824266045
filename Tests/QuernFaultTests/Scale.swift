import Foundation

/// How much is tried: a share that takes seconds, or with `QUERN_SLOW=1` all of it.
enum Scale {
  static let isSlow = ProcessInfo.processInfo.environment["QUERN_SLOW"] == "1"

  /// A count for `make test`, and one for `make test-slow`.
  static func pick(_ usual: Int, slow: Int) -> Int { isSlow ? slow : usual }

  /// The seed of this run: `QUERN_SEED` repeats one that was printed.
  static func seed() -> UInt64 {
    let given = ProcessInfo.processInfo.environment["QUERN_SEED"].flatMap { UInt64($0) }
    return given ?? .random(in: .min ... .max)
  }
}
