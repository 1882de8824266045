import QuernTestSupport

/// One file as a disk has it: what is safe, and what has been asked for since.
struct FileHistory {
  enum Change {
    case truncate
    case append([UInt8])
  }

  static let sectorByteCount = 512

  /// What a power loss cannot take.
  private(set) var durable: [UInt8] = []
  private var pending: [Change] = []

  init(_ durable: [UInt8] = []) { self.durable = durable }

  var isSafe: Bool { pending.isEmpty }

  mutating func add(_ change: Change) { pending.append(change) }

  mutating func makeDurable() {
    durable = live
    pending = []
  }

  /// What was pending is forgotten by the system, although it still shows it to programs.
  mutating func lose() {
    pending = pending.map { change in
      guard case .append(let bytes) = change else { return change }
      return .append([UInt8](repeating: 0, count: bytes.count))
    }
  }

  /// What a program sees.
  var live: [UInt8] {
    var bytes = durable
    for change in pending {
      switch change {
      case .truncate: bytes = []
      case .append(let more): bytes += more
      }
    }
    return bytes
  }

  /// What may be on the disk after a power loss.
  ///
  /// Nothing, all or the first part of what is pending; the new size without the new data; some of
  /// the new sectors; the new bytes over the old ones where the file was made empty first.
  func variants(using random: inout SeededGenerator) -> [[UInt8]] {
    guard !isSafe else { return [durable] }
    let live = live
    var variants = [durable, live]
    let isRewritten = pending.contains { if case .truncate = $0 { true } else { false } }
    let kept = isRewritten ? 0 : durable.count
    if isRewritten {
      variants.append([])
      if live.count < durable.count { variants.append(live + durable[live.count...]) }
    }
    guard live.count > kept else { return variants }
    variants.append(live[..<kept] + [UInt8](repeating: 0, count: live.count - kept))
    let sectors = Array(stride(from: 0, to: live.count, by: Self.sectorByteCount))
    for end in sectors.filter({ $0 > kept }).shuffled(using: &random).prefix(3) {
      variants.append(Array(live[..<end]))
    }
    variants.append(Array(live[..<Int.random(in: kept..<live.count, using: &random)]))
    for _ in 0..<(sectors.count > 1 ? 2 : 0) {
      var torn = live
      for start in sectors where Bool.random(using: &random) {
        for offset in max(start, kept)..<max(kept, min(start + Self.sectorByteCount, torn.count)) {
          torn[offset] = isRewritten && offset < durable.count ? durable[offset] : 0
        }
      }
      variants.append(torn)
    }
    return variants
  }
}
