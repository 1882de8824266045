import QuernCodec
import QuernModel

/// The keys of the documents of a segment that is being built, and which document has one last.
///
/// Open addressing with linear probing, half full at most; half the memory and a quarter of the time of a
/// dictionary. What a segment keeps of a key is its hash, so that is made once.
struct SegmentKeys {
  /// The hashes of the keys, by document; ``KeyTable`` has them.
  private(set) var hashes: [UInt64] = []

  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// In the upper half the upper half of a key's spread hash, which chooses the slot, and the last document
  /// that has the key, plus one; 0 is a free slot.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// The number of slots that are taken.
  private var distinctCount = 0

  /// Spreads hashes in a way that no article knows.
  private let seed = UInt64.random(in: .min ... .max) | 1

  /// The memory in bytes, at most: twice what is there, since arrays double, and slots while they grow.
  var memoryByteCount: Int { 2 * bytes.count + hashes.count * 80 }

  /// Adds the key of the next document.
  ///
  /// - Returns: the last document before that had it.
  mutating func append(_ key: DocumentKey) -> UInt32? {
    let hash = KeyTable.hash(key)
    let slot = slot(of: key, hash)
    let last = UInt32(truncatingIfNeeded: slots[slot])
    hashes.append(hash)
    bytes.append(contentsOf: key.rawValue.utf8)
    ends.append(bytes.count)
    slots[slot] = tag(of: hash) | UInt64(hashes.count)
    guard last == 0 else { return last - 1 }
    distinctCount += 1
    if distinctCount * 2 > slots.count { grow() }
    return nil
  }

  /// The last document that has a key.
  func last(of key: DocumentKey) -> UInt32? {
    let found = UInt32(truncatingIfNeeded: slots[slot(of: key, KeyTable.hash(key))])
    return found == 0 ? nil : found - 1
  }

  /// The slot of a key, or the free one where it belongs.
  private func slot(of key: DocumentKey, _ hash: UInt64) -> Int {
    let tag = tag(of: hash)
    var slot = home(of: tag)
    while slots[slot] != 0 {
      if slots[slot] & Self.tagMask == tag {
        let document = Int(slots[slot] & ~Self.tagMask) - 1
        if hashes[document] == hash, isEqual(key.rawValue.utf8Span.span, document) { break }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private static let tagMask: UInt64 = 0xFFFF_FFFF_0000_0000

  private func tag(of hash: UInt64) -> UInt64 { (hash &* seed) & Self.tagMask }

  private func home(of tag: UInt64) -> Int {
    Int(truncatingIfNeeded: tag &>> UInt64(64 - slots.count.trailingZeroBitCount))
  }

  private func isEqual(_ key: borrowing Span<UInt8>, _ document: Int) -> Bool {
    let start = document == 0 ? 0 : ends[document - 1]
    guard ends[document] - start == key.count else { return false }
    for index in key.indices where bytes[start + index] != key[index] { return false }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: 2 * slots.count)
    for entry in old where entry != 0 {
      var slot = home(of: entry & Self.tagMask)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
