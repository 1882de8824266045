import CWordClasses
import QuernModel

/// Numbers byte strings from 0 in the order in which they come, and finds them again.
///
/// The bytes stand one after another in one array. Strings are found by open addressing with linear
/// probing over slots of eight bytes: a hash's upper 32 bits, which choose the slot, and a number.
/// Hashes begin with a random number, so that no article can
/// be written to make its words collide; the numbers do not depend on it.
package struct ByteStringTable {
  /// The upper half of the hash, then the number plus one; 0 is a free slot.
  private var slots: [UInt64]
  /// The number of low bits of a hash that do not choose its slot.
  private var shift: UInt64
  private var bytes: [UInt8] = []
  /// Where each string ends in `bytes`.
  private var ends: [Int] = []
  private let seed = UInt64.random(in: .min ... .max)
  private let keySeed = WordSeed()

  private static let fewestSlots = 1 << 6

  package init() {
    slots = Array(repeating: 0, count: Self.fewestSlots)
    shift = Self.shift(Self.fewestSlots)
  }

  /// The number of strings.
  package var count: Int { ends.count }

  /// The memory that is held, in bytes.
  package var memoryByteCount: Int {
    slots.capacity * 8 + bytes.capacity + ends.capacity * 8
  }

  /// The bytes of string `number`, which must be below ``count``.
  package subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

  /// The length of string `number` in bytes.
  func byteCount(of number: Int) -> Int { range(of: number).count }

  /// Announces all strings from `number` on, of which there is one, as the new terms of a batch.
  func announceStrings(from number: Int, to batch: inout TokenBatch) {
    let start = number == 0 ? 0 : ends[number &- 1]
    batch.announce(
      newTerms: bytes.span.extracting(droppingFirst: start), at: start,
      ends: ends.span.extracting(droppingFirst: number))
  }

  /// The number of a string, which is added if it is new: then the number is the former ``count``.
  ///
  /// - Complexity: O(length) on average.
  package mutating func insert(_ string: Span<UInt8>) -> Int {
    if let key = WordKey(string) { return insert(key) }
    let tag = hash(string) & Self.tagMask
    var slot = Int(truncatingIfNeeded: tag &>> shift)
    while slots[slot] != 0 {
      if slots[slot] & Self.tagMask == tag {
        let number = Int(truncatingIfNeeded: slots[slot] & ~Self.tagMask) &- 1
        if isEqual(number, string) { return number }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    for index in string.indices { bytes.append(string[index]) }
    return finish(tag, slot)
  }

  /// The number of the string that has a key.
  mutating func insert(_ key: WordKey) -> Int {
    let tag = keySeed.hash(key.low, key.high) & Self.tagMask
    var slot = Int(truncatingIfNeeded: tag &>> shift)
    while slots[slot] != 0 {
      if slots[slot] & Self.tagMask == tag {
        let number = Int(truncatingIfNeeded: slots[slot] & ~Self.tagMask) &- 1
        if let other = WordKey(bytes.span.extracting(range(of: number))), other == key {
          return number
        }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    key.append(to: &bytes)
    return finish(tag, slot)
  }

  /// Asks for the memory in which the string that has a key would be found.
  func prefetch(_ key: WordKey) {
    let tag = keySeed.hash(key.low, key.high) & Self.tagMask
    unsafe slots.withUnsafeBufferPointer { slots in
      guard let first = slots.baseAddress else { return }
      // SAFETY: the slot is one of the array; nothing is read.
      unsafe quern_prefetch(first + Int(truncatingIfNeeded: tag &>> shift))
    }
  }

  /// Forgets all strings and gives their memory back.
  package mutating func removeAll() {
    slots = Array(repeating: 0, count: Self.fewestSlots)
    shift = Self.shift(Self.fewestSlots)
    bytes = []
    ends = []
  }

  private static let tagMask: UInt64 = 0xFFFF_FFFF_0000_0000

  private static func shift(_ slotCount: Int) -> UInt64 {
    UInt64(64 - slotCount.trailingZeroBitCount)
  }

  /// Gives the string whose bytes were appended the next number and a slot.
  private mutating func finish(_ tag: UInt64, _ slot: Int) -> Int {
    let number = count
    precondition(number < UInt32.max - 1, "4 billion strings of one table")
    slots[slot] = tag | UInt64(truncatingIfNeeded: number &+ 1)
    ends.append(bytes.count)
    if count * 2 > slots.count { grow() }
    return number
  }

  private func range(of number: Int) -> Range<Int> {
    (number == 0 ? 0 : ends[number &- 1])..<ends[number]
  }

  private func isEqual(_ number: Int, _ string: Span<UInt8>) -> Bool {
    let range = range(of: number)
    guard range.count == string.count else { return false }
    for index in string.indices where bytes[range.lowerBound &+ index] != string[index] {
      return false
    }
    return true
  }

  /// The place of a slot comes from its tag, so that growing hashes nothing again.
  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: old.count * 2)
    shift = Self.shift(slots.count)
    for entry in old where entry != 0 {
      var slot = Int(truncatingIfNeeded: entry &>> shift)
      while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
      slots[slot] = entry
    }
  }

  /// Multiplies and folds eight bytes at a time, as wyhash does.
  private func hash(_ string: Span<UInt8>) -> UInt64 {
    var hash = seed ^ UInt64(truncatingIfNeeded: string.count)
    var eight: UInt64 = 0
    var shift: UInt64 = 0
    for index in string.indices {
      eight |= UInt64(string[index]) &<< shift
      shift &+= 8
      if shift == 64 {
        hash = Self.mix(hash ^ eight, 0xA076_1D64_78BD_642F)
        eight = 0
        shift = 0
      }
    }
    return Self.mix(hash ^ eight, 0xE703_7ED1_A0B4_28DB)
  }

  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }
}
