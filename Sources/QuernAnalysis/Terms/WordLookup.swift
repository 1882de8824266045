/// Looks the words of a text up in a ``WordTable``, by unchecked memory.
///
/// HOT: Benchmarks/WordBreaking, the whole way. A pass that makes keys and asks for their slots
/// ahead of one that compares is no faster: the processor runs far enough ahead by itself.
@safe
struct WordLookup {
  private let text: UnsafeRawPointer
  private let textCount: Int
  private let slots: UnsafePointer<WordTable.Slot>
  private let mask: Int
  private let seed: WordSeed
  private let masks = WordMasks.shared

  /// - Precondition: the slots are a power of two, one of them is free, and the buffers stay where
  ///   they are while the value is used.
  @unsafe
  init?(
    _ text: UnsafeRawBufferPointer, _ slots: UnsafeBufferPointer<WordTable.Slot>, _ seed: WordSeed
  ) {
    guard let byte = text.baseAddress, let slot = slots.baseAddress else { return nil }
    precondition(slots.count & (slots.count - 1) == 0)
    unsafe self.text = byte
    textCount = text.count
    unsafe self.slots = slot
    mask = slots.count - 1
    self.seed = seed
  }

  /// Notes the numbers of the words that are in the table, and the indices of all others.
  ///
  /// - Precondition: the words are ranges of the text; there is room for a number and an index of
  ///   each.
  /// - Returns: the number of indices.
  @unsafe
  func recall(
    _ words: UnsafeBufferPointer<Range<Int>>, into numbers: UnsafeMutableBufferPointer<UInt32>,
    missed: UnsafeMutableBufferPointer<Int>
  ) -> Int {
    precondition(numbers.count >= words.count && missed.count >= words.count)
    var missedCount = 0
    var index = 0
    while index < words.count {
      // SAFETY: `index` is below all three counts, and slots are masked.
      let word = unsafe words[index]
      let length = word.upperBound &- word.lowerBound
      var slot = 0
      var isMissed = true
      if length <= WordKey.longest {
        let key = key(word.lowerBound, length)
        slot = Int(truncatingIfNeeded: seed.hash(key.low, key.high)) & mask
        isMissed = unsafe !(slots[slot].key == key) && !find(key, &slot)
      }
      if isMissed {
        unsafe missed[missedCount] = index
        missedCount &+= 1
      }
      unsafe numbers[index] = slots[slot].number
      index &+= 1
    }
    return missedCount
  }

  /// The key of the word of at most ``WordKey/longest`` bytes that begins at `start`.
  @inline(__always)
  private func key(_ start: Int, _ length: Int) -> WordKey {
    guard textCount &- start >= WordKey.longest else { return lastKey(start, length) }
    // SAFETY: that many bytes were counted, and any eight of them are a number.
    let bytes = unsafe text + start
    let low = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: unsafe (bytes + 8).loadUnaligned(as: UInt64.self))
    return WordKey(
      low: low & masks.low(length), high: high & masks.high(length),
      length: UInt32(truncatingIfNeeded: length))
  }

  /// The key of a word near the end of the text.
  @inline(never)
  private func lastKey(_ start: Int, _ length: Int) -> WordKey {
    // SAFETY: the word is a range of the text; nothing outlives the call.
    let bytes = unsafe UnsafeRawBufferPointer(start: text + start, count: length)
    return WordKey(unsafe bytes.bindMemory(to: UInt8.self).span)
  }

  /// Goes on to the slot of a word that is not in the one given, or to a free one.
  ///
  /// - Returns: whether the word was found.
  @inline(__always)
  private func find(_ key: WordKey, _ slot: inout Int) -> Bool {
    // SAFETY: a slot's index is masked; one of the slots is free.
    while unsafe slots[slot].key.length != 0 {
      slot = (slot &+ 1) & mask
      if unsafe slots[slot].key == key { return true }
    }
    return false
  }
}
