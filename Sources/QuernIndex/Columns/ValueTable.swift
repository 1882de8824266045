import QuernModel

/// Numbers different values in the order in which they come.
///
/// Open addressing; values lie one after another.
struct ValueTable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var slots: [UInt32] = [UInt32](repeating: 0, count: 16)

  /// The number of values.
  var count: Int { ends.count }

  var memoryByteCount: Int { bytes.capacity + 4 * ends.capacity + 4 * slots.count }

  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])]
  }

  /// The number of a value, and whether it is new.
  mutating func insert(_ value: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) {
    var slot = Int(truncatingIfNeeded: Self.hash(value)) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if self[number] == value { return (number, false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: value)
    ends.append(UInt32(bytes.count))
    slots[slot] = UInt32(ends.count)
    if 3 * ends.count > 2 * slots.count { grow() }
    return (ends.count - 1, true)
  }

  private mutating func grow() {
    let mask = 2 * slots.count - 1
    slots = [UInt32](repeating: 0, count: mask + 1)
    for number in ends.indices {
      var slot = Int(truncatingIfNeeded: Self.hash(self[number])) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number) + 1
    }
  }

  private static func hash(_ value: ArraySlice<UInt8>) -> UInt64 {
    var hash = ContentHash.empty
    for byte in value { hash = ContentHash.combine(hash, with: byte) }
    return hash ^ hash >> 29
  }
}
