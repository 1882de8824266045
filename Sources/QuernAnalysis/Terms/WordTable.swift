/// Numbers of words of at most 16 bytes.
///
/// Open addressing with linear probing. A slot holds the word itself beside its number, so that the
/// usual word costs one look at one line of the processor's cache. Words stand in the order of their
/// hashes, nearly, so that growing reads and writes memory from its start to its end.
struct WordTable {
  /// A word and its number.
  struct Slot {
    var key: WordKey
    var number: UInt32

    /// The distance of the number in bytes from the start.
    static let numberOffset = MemoryLayout<WordKey>.size
  }

  private static let fewestSlots = 1 << 10
  private static let manySlots = 1 << 18
  private static let free = Slot(key: .none, number: 0)

  private var slots = Array(repeating: free, count: fewestSlots)
  private var count = 0
  /// The number of low bits of a hash that do not choose its slot.
  private var shift = Self.shift(fewestSlots)
  private let seed = WordSeed()

  var memoryByteCount: Int { slots.capacity * MemoryLayout<Slot>.stride }

  /// The number of a word, if it is there.
  func number(of key: WordKey) -> UInt32? {
    let mask = slots.count &- 1
    var place = place(key)
    while !slots[place].key.isNone {
      if slots[place].key == key { return slots[place].number }
      place = (place &+ 1) & mask
    }
    return nil
  }

  /// Hands the slots over as unchecked memory, which holds for the call of `body`.
  @inline(__always)
  mutating func withSlots<Result>(_ body: (WordSlots) -> Result) -> Result {
    let (seed, shift) = (seed, shift)
    return unsafe slots.withUnsafeMutableBufferPointer { slots in
      // SAFETY: at least a quarter of the slots is free.
      body(unsafe WordSlots(slots, seed, shift))
    }
  }

  /// Adds a word that is not there.
  mutating func insert(_ key: WordKey, number: UInt32) {
    count += 1
    // Fuller, words stand too far from their first slots; emptier, they are spread over more pages.
    if count * 4 > slots.count * 3 { grow() }
    put(Slot(key: key, number: number))
  }

  /// Forgets all words and gives their memory back.
  mutating func removeAll() {
    slots = Array(repeating: Self.free, count: Self.fewestSlots)
    shift = Self.shift(Self.fewestSlots)
    count = 0
  }

  /// The slot in which a word stands if no other has taken it.
  private func place(_ key: WordKey) -> Int {
    Int(truncatingIfNeeded: seed.hash(key.low, key.high) &>> shift)
  }

  private mutating func put(_ slot: Slot) {
    let mask = slots.count &- 1
    var place = place(slot.key)
    while !slots[place].key.isNone { place = (place &+ 1) & mask }
    slots[place] = slot
  }

  private mutating func grow() {
    let old = slots
    // Small tables fourfold: then a word moves half as often.
    slots = Array(
      repeating: Self.free, count: old.count * (old.count < Self.manySlots ? 4 : 2))
    shift = Self.shift(slots.count)
    for slot in old where !slot.key.isNone { put(slot) }
  }

  private static func shift(_ slotCount: Int) -> UInt64 {
    UInt64(64 - slotCount.trailingZeroBitCount)
  }
}
