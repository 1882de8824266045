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
    /// The slot's distance in bytes from the first: multiplied once, used twice.
    fileprivate var offset = 0
  }

  /// The number of words of a pass.
  static let wordsPerPass = 32

  private let text: UnsafeRawPointer
  /// The last start of a word from which on there are 16 bytes.
  private let lastStart: Int
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
    lastStart = text.count - WordKey.longest
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
    let (slots, places) = unsafe (UnsafeRawPointer(self.slots), self.places)
    var missedCount = 0
    var start = 0
    while start < words.count {
      let end = min(start &+ Self.wordsPerPass, words.count)
      for index in 0..<(end &- start) {
        // SAFETY: the index is below the number of words, and a pass has no more words than places.
        let place = unsafe place(words[start &+ index])
        unsafe quern_prefetch(slots + place.offset)
        unsafe places[index] = place
      }
      for index in 0..<(end &- start) {
        // SAFETY: the same; the places were written above, and slots are masked.
        var offset = unsafe places[index].offset
        let key = unsafe places[index].key
        if unsafe !(slots.load(fromByteOffset: offset, as: WordKey.self) == key)
          && !find(key, &offset)
        {
          unsafe missed[missedCount] = start &+ index
          missedCount &+= 1
        }
        let number = unsafe slots.load(
          fromByteOffset: offset &+ WordTable.Slot.numberOffset, as: UInt32.self)
        unsafe numbers[start &+ index] = number
      }
      start = end
    }
    return missedCount
  }

  /// The key of a word and the slot in which it would stand if it was alone.
  @inline(__always)
  private func place(_ word: Range<Int>) -> Place {
    let (start, length) = (word.lowerBound, word.upperBound &- word.lowerBound)
    guard length <= WordKey.longest else { return Place(key: .absent, offset: 0) }
    guard start <= lastStart else { return lastPlace(word) }
    // SAFETY: the word is a range of the text and has a last byte; 16 bytes from its start on were
    // counted, and any eight of them are a number.
    let bytes = unsafe text + start
    guard unsafe (bytes + length).load(fromByteOffset: -1, as: UInt8.self) != 0 else {
      return Place(key: .absent, offset: 0)
    }
    let low = UInt64(littleEndian: unsafe bytes.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: unsafe (bytes + 8).loadUnaligned(as: UInt64.self))
    return place(WordKey(low: low & masks.low(length), high: high & masks.high(length)))
  }

  @inline(__always)
  private func place(_ key: WordKey) -> Place {
    let slot = Int(truncatingIfNeeded: seed.hash(key.low, key.high)) & mask
    return Place(key: key, offset: slot &* MemoryLayout<WordTable.Slot>.stride)
  }

  /// The place of a word near the end of the text.
  @inline(never)
  private func lastPlace(_ word: Range<Int>) -> Place {
    // SAFETY: the word is a range of the text; nothing outlives the call.
    let bytes = unsafe UnsafeRawBufferPointer(start: text + word.lowerBound, count: word.count)
    guard let key = WordKey(unsafe bytes.bindMemory(to: UInt8.self).span) else {
      return Place(key: .absent, offset: 0)
    }
    return place(key)
  }

  /// Goes on to the slot of a word that is not in the one given, or to a free one.
  ///
  /// - Returns: whether the word was found.
  @inline(__always)
  private func find(_ key: WordKey, _ offset: inout Int) -> Bool {
    var slot = offset / MemoryLayout<WordTable.Slot>.stride
    // SAFETY: a slot's index is masked; one of the slots is free.
    while unsafe !slots[slot].key.isNone {
      slot = (slot &+ 1) & mask
      if unsafe slots[slot].key == key {
        offset = slot &* MemoryLayout<WordTable.Slot>.stride
        return true
      }
    }
    return false
  }
}
