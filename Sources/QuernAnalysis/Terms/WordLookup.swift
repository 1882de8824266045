import CWordClasses

/// Looks the words of a text up in a ``WordTable``, by unchecked memory.
///
/// In two passes over a few dozen words: the first makes their keys and asks for the memory of their
/// slots, the second compares. So nobody waits for a slot that is far away, as many are where a
/// text has many words. Large pages, and slots that never cross a line, gained nothing on top.
///
/// HOT: Benchmarks/WordBreaking, the whole way.
@safe
struct WordLookup {
  /// Where a word is looked for.
  struct Place {
    fileprivate var key = WordKey.none
    fileprivate var slot: UInt32 = 0
  }

  /// The number of words of a pass.
  static let wordsPerPass = 32

  /// The length in the key of a word that is too long for one: no slot has it.
  private static let tooLong = UInt32.max

  private let text: UnsafeRawPointer
  private let textCount: Int
  private let slots: UnsafePointer<WordTable.Slot>
  private let mask: Int
  private let seed: WordSeed
  private let places: UnsafeMutablePointer<Place>
  private let masks = WordMasks.shared

  /// - Precondition: the slots are a power of two, one of them is free, and the buffers stay where
  ///   they are while the value is used.
  @unsafe
  init?(
    _ text: UnsafeRawBufferPointer, _ slots: UnsafeBufferPointer<WordTable.Slot>, _ seed: WordSeed,
    _ places: UnsafeMutableBufferPointer<Place>
  ) {
    guard let byte = text.baseAddress, let slot = slots.baseAddress,
      let place = places.baseAddress
    else { return nil }
    precondition(places.count >= Self.wordsPerPass && slots.count & (slots.count - 1) == 0)
    unsafe self.text = byte
    textCount = text.count
    unsafe self.slots = slot
    mask = slots.count - 1
    self.seed = seed
    unsafe self.places = place
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
    // In registers; through `self` they would be read again after each store.
    let (slots, places) = unsafe (self.slots, self.places)
    var missedCount = 0
    var start = 0
    while start < words.count {
      let end = min(start &+ Self.wordsPerPass, words.count)
      var index = start
      while index < end {
        // SAFETY: `index` is below the number of words, and a pass has no more words than places.
        let place = unsafe place(words[index])
        unsafe quern_prefetch(slots + Int(place.slot))
        unsafe places[index &- start] = place
        index &+= 1
      }
      index = start
      while index < end {
        // SAFETY: the same; the places were written above, and slots are masked.
        let place = unsafe places[index &- start]
        var slot = Int(place.slot)
        if unsafe !(slots[slot].key == place.key) && !find(place.key, &slot) {
          unsafe missed[missedCount] = index
          missedCount &+= 1
        }
        unsafe numbers[index] = slots[slot].number
        index &+= 1
      }
      start = end
    }
    return missedCount
  }

  /// The key of a word and the slot in which it would stand if it was alone.
  @inline(__always)
  private func place(_ word: Range<Int>) -> Place {
    let length = word.upperBound &- word.lowerBound
    guard length <= WordKey.longest else {
      return Place(key: WordKey(low: 0, high: 0, length: Self.tooLong), slot: 0)
    }
    let key = key(word.lowerBound, length)
    let slot = Int(truncatingIfNeeded: seed.hash(key.low, key.high)) & mask
    return Place(key: key, slot: UInt32(truncatingIfNeeded: slot))
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
