import CWordClasses

/// The slots of a ``WordTable``, by unchecked memory.
@safe
struct WordSlots {
  private let slots: UnsafeMutableRawPointer
  private let endOffset: Int
  private let shift: UInt64
  private let seed: WordSeed

  /// - Precondition: one of the slots is free, and the buffer stays where it is while the value is
  ///   used.
  @unsafe
  init(_ slots: UnsafeMutableBufferPointer<WordTable.Slot>, _ seed: WordSeed, _ shift: UInt64) {
    guard let first = slots.baseAddress, slots.count >= 1 << (64 - shift) else {
      preconditionFailure("a table has slots")
    }
    unsafe self.slots = UnsafeMutableRawPointer(first)
    endOffset = slots.count * Self.stride
    self.seed = seed
    self.shift = shift
  }

  /// Where a word stands if no other has taken its slot: the slot's distance in bytes from the first.
  @inline(__always)
  func offset(of key: WordKey) -> Int {
    Int(truncatingIfNeeded: seed.hash(key.low, key.high) &>> shift) &* Self.stride
  }

  /// Asks for the memory of a slot.
  @inline(__always)
  func prefetch(_ offset: Int) {
    assert(offset >= 0 && offset < endOffset)
    // SAFETY: the offset is that of a slot; nothing is read.
    unsafe quern_prefetch(slots + offset)
  }

  /// The number of a word.
  ///
  /// - Parameter offset: its ``offset(of:)``, or any slot's for a key that none has.
  @inline(__always)
  func number(of key: WordKey, at offset: Int) -> UInt32? {
    assert(offset >= 0 && offset < endOffset)
    // SAFETY: the offset is that of a slot.
    guard unsafe slots.load(fromByteOffset: offset, as: WordKey.self) == key || find(key, offset)
    else { return nil }
    return unsafe slots.load(
      fromByteOffset: offset &+ WordTable.Slot.numberOffset, as: UInt32.self)
  }

  /// Looks in the slots behind, up to a free one.
  ///
  /// The word that is found changes places with the one that stands at `offset`, so that words that
  /// come often stand where they are looked for first. The other one is found all the same, since no
  /// slot is free between its first and its new one.
  @inline(__always)
  private func find(_ key: WordKey, _ offset: Int) -> Bool {
    var place = offset
    // SAFETY: behind the last slot comes the first; one of the slots is free.
    while unsafe !slots.load(fromByteOffset: place, as: WordKey.self).isNone {
      place = place &+ Self.stride
      if place == endOffset { place = 0 }
      guard unsafe slots.load(fromByteOffset: place, as: WordKey.self) == key else { continue }
      let found = unsafe slots.load(fromByteOffset: place, as: WordTable.Slot.self)
      let other = unsafe slots.load(fromByteOffset: offset, as: WordTable.Slot.self)
      unsafe slots.storeBytes(of: other, toByteOffset: place, as: WordTable.Slot.self)
      unsafe slots.storeBytes(of: found, toByteOffset: offset, as: WordTable.Slot.self)
      return true
    }
    return false
  }

  private static let stride = MemoryLayout<WordTable.Slot>.stride
}
