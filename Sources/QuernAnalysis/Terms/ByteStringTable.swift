/// Numbers byte strings from 0 in the order in which they come, and finds them again.
///
/// The bytes stand one after another in one array. Strings of at most 16 bytes are found in a
/// ``WordTable``, longer ones by open addressing with linear probing over slots of a hash's upper 32
/// bits and a number. Hashes begin with a random number, so that no article can
/// be written to make its words collide; the numbers do not depend on it.
package struct ByteStringTable {
  private var short = WordTable()
  /// For longer strings: the upper half of the hash, then the number plus one; 0 is a free slot.
  private var slots: [UInt64]
  private var longCount = 0
  private var bytes: [UInt8] = []
  /// Where each string ends in `bytes`.
  private var ends: [Int] = []
  private let seed = UInt64.random(in: .min ... .max)

  private static let fewestSlots = 1 << 6

  package init() { slots = Array(repeating: 0, count: Self.fewestSlots) }

  /// The number of strings.
  package var count: Int { ends.count }

  /// The memory that is held, in bytes.
  package var memoryByteCount: Int {
    short.memoryByteCount + slots.capacity * 8 + bytes.capacity + ends.capacity * 8
  }

  /// The bytes of string `number`, which must be below ``count``.
  package subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

  /// The bytes of all strings from `number` on, and where in them each ends.
  package func strings(from number: Int) -> (bytes: ArraySlice<UInt8>, ends: ArraySlice<Int>) {
    (bytes[(number == 0 ? 0 : ends[number - 1])...], ends[number...])
  }

  /// The number of a string, which is added if it is new: then the number is the former ``count``.
  ///
  /// - Complexity: O(length) on average.
  package mutating func insert(_ string: Span<UInt8>) -> Int {
    if let key = WordKey(string) { return insert(key) }
    let tag = hash(string) & Self.tagMask
    var slot = Int(truncatingIfNeeded: tag &>> 32) & (slots.count &- 1)
    while slots[slot] != 0 {
      if slots[slot] & Self.tagMask == tag {
        let number = Int(truncatingIfNeeded: slots[slot] & ~Self.tagMask) &- 1
        if isEqual(number, string) { return number }
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    slots[slot] = tag | UInt64(truncatingIfNeeded: count &+ 1)
    longCount += 1
    if longCount * 2 > slots.count { grow() }
    return append(string)
  }

  /// The number of the string that has a key.
  mutating func insert(_ key: WordKey) -> Int {
    if let number = short.number(of: key) { return Int(number) }
    let number = count
    precondition(number < UInt32.max - 1, "4 billion strings of one table")
    short.insert(key, number: UInt32(truncatingIfNeeded: number))
    let length = key.byteCount
    bytes.append(addingCapacity: WordKey.longest) { room in
      for index in 0..<length { room.append(key.byte(index)) }
    }
    ends.append(bytes.count)
    return number
  }

  /// Forgets all strings and gives their memory back.
  package mutating func removeAll() {
    short.removeAll()
    slots = Array(repeating: 0, count: Self.fewestSlots)
    longCount = 0
    bytes = []
    ends = []
  }

  private static let tagMask: UInt64 = 0xFFFF_FFFF_0000_0000

  private mutating func append(_ string: Span<UInt8>) -> Int {
    let number = count
    precondition(number < UInt32.max - 1, "4 billion strings of one table")
    for index in string.indices { bytes.append(string[index]) }
    ends.append(bytes.count)
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
    var larger = [UInt64](repeating: 0, count: slots.count * 2)
    for entry in slots where entry != 0 {
      var slot = Int(truncatingIfNeeded: entry &>> 32) & (larger.count &- 1)
      while larger[slot] != 0 { slot = (slot &+ 1) & (larger.count &- 1) }
      larger[slot] = entry
    }
    slots = larger
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
