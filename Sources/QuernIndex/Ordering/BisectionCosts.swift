#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What changing sides gains a list, in bits.
///
/// A list of *d* of *n* documents takes about d · log₂(n / (d + 1)) bits. A document that leaves a half
/// of which `from` documents have the term for one of which `to` have it gains `gain(to) − loss(from)`;
/// *n*, of which both halves have the same, cancels out.
struct BisectionCosts: Sendable {
  private static let tableCount = 1 << 14

  private let gains: [Float]
  private let losses: [Float]

  init(documentCount: Int) {
    let count = min(Self.tableCount, documentCount + 2)
    gains = (0..<count).map { Self.gain($0) }
    losses = (0..<count).map { Self.loss($0) }
  }

  /// The gain of a move from a half with `from` documents to one with `to`.
  @inline(__always)
  func move(from: Int, to: Int) -> Float {
    (to < gains.count ? gains[to] : Self.gain(to))
      - (from < losses.count ? losses[from] : Self.loss(from))
  }

  /// d · log₂((d + 2) / (d + 1)) + log₂(d + 2).
  private static func gain(_ count: Int) -> Float {
    let count = Double(count)
    return Float(count * log2((count + 2) / (count + 1)) + log2(count + 2))
  }

  /// d · log₂((d + 1) / d) + log₂(d).
  private static func loss(_ count: Int) -> Float {
    guard count > 0 else { return 0 }
    let count = Double(count)
    return Float(count * log2((count + 1) / count) + log2(count))
  }
}
