/// Numbers of words of at most 16 bytes.
///
/// Open addressing with linear probing. A slot holds the word itself beside its number, so that the
/// usual word costs one look at one line of the processor's cache.
struct WordTable {
  /// A word and its number.
  struct Slot {
    var key: WordKey
    var number: UInt32

    /// The distance of the number in bytes from the start.
    static let numberOffset = MemoryLayout<WordKey>.size
  }

  private static let fewestSlots = 1 << 10
  private static let manySlots = 1 << 16
  private static let free = Slot(key: .none, number: 0)

  private(set) var slots = Array(repeating: free, count: fewestSlots)
  private var count = 0
  let seed = WordSeed()

  var memoryByteCount: Int { slots.capacity * MemoryLayout<Slot>.stride }

  /// The number of a word, if it is there.
  func number(of key: WordKey) -> UInt32? {
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: seed.hash(key.low, key.high)) & mask
    while !slots[place].key.isNone {
      if slots[place].key == key { return slots[place].number }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// Adds a word that is not there.
  mutating func insert(_ key: WordKey, number: UInt32) {
    count += 1
    // At half of the slots, a word stands where its hash says more often than not.
    if count * 2 > slots.count { grow() }
    put(Slot(key: key, number: number))
  }

  /// Forgets all words and gives their memory back.
  mutating func removeAll() {
    slots = Array(repeating: Self.free, count: Self.fewestSlots)
    count = 0
  }

  private mutating func put(_ slot: Slot) {
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: seed.hash(slot.key.low, slot.key.high)) & mask
    while !slots[place].key.isNone { place = (place &+ 1) & mask }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    // Small tables fourfold: most of a growing table's time is that of moving words.
    let factor = old.count < Self.manySlots ? 4 : 2
    slots = Array(repeating: Self.free, count: old.count * factor)
    for slot in old where !slot.key.isNone { put(slot) }
  }
}
