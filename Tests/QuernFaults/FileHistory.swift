import QuernTestSupport

/// One file as a disk has it: what is safe, and what has been appended since.
struct FileHistory {
  static let sectorByteCount = 512

  /// What a power loss cannot take.
  private(set) var durable: [UInt8]
  private var pending: [UInt8] = []

  init(durable: [UInt8] = []) { self.durable = durable }

  var isSafe: Bool { pending.isEmpty }

  mutating func append(_ bytes: [UInt8]) { pending += bytes }

  mutating func makeDurable() {
    durable += pending
    pending = []
  }

  /// What was pending is forgotten by the system, although it still shows it to programs.
  mutating func lose() { pending = [UInt8](repeating: 0, count: pending.count) }

  /// What may be on the disk after a power loss.
  ///
  /// Nothing, all or the first part of what is pending; the new size without the new data; some of
  /// the new sectors.
  func variants(using random: inout SeededGenerator) -> [[UInt8]] {
    guard !isSafe else { return [durable] }
    let (live, kept) = (durable + pending, durable.count)
    var variants = [durable, live, durable + [UInt8](repeating: 0, count: pending.count)]
    let sectors = Array(stride(from: 0, to: live.count, by: Self.sectorByteCount))
    for end in sectors.filter({ $0 > kept }).shuffled(using: &random).prefix(3) {
      variants.append(Array(live[..<end]))
    }
    variants.append(Array(live[..<Int.random(in: kept..<live.count, using: &random)]))
    for _ in 0..<(sectors.count > 1 ? 2 : 0) {
      var torn = live
      for start in sectors where Bool.random(using: &random) {
        let end = min(start + Self.sectorByteCount, torn.count)
        for offset in max(start, kept)..<max(kept, end) { torn[offset] = 0 }
      }
      variants.append(torn)
    }
    return variants
  }
}
