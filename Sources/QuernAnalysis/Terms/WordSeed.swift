/// Random numbers with which hashes begin, so that no article can be written to make its words
/// collide.
struct WordSeed {
  private let low = UInt64.random(in: .min ... .max)
  private let high = UInt64.random(in: .min ... .max)

  /// Multiplies and folds, as wyhash does.
  @inline(__always)
  func hash(_ low: UInt64, _ high: UInt64) -> UInt64 {
    let product = (low ^ self.low).multipliedFullWidth(by: high ^ self.high)
    return product.high ^ product.low
  }
}
