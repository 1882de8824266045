/// Words of a text that are about to be looked up in a ``WordTable``, by unchecked memory.
///
/// For each word that comes it makes the key and asks for the memory of its slot, so that nobody
/// waits for a slot that is far away, as many are where a text has many words. A ``WordScanner``
/// puts its words right in here: then the key is made while the processor holds the bytes, and
/// guesses the end of the next word meanwhile.
///
/// HOT: Benchmarks/WordBreaking, the whole way.
@safe
struct WordPlaces: WordSink {
  /// Where a word is looked for, and where it stands in the text.
  struct Place {
    /// The key; for a word that has none, its end and ``WordKey/noWord``.
    fileprivate(set) var key = WordKey.none
    /// Its ``WordSlots/offset(of:)``: multiplied once, used twice.
    fileprivate(set) var offset = 0
    fileprivate var start = 0

    var hasKey: Bool { key.high != WordKey.noWord }

    /// The word's range in its text.
    var range: Range<Int> { start..<(hasKey ? start + key.byteCount : Int(key.low)) }
  }

  /// The number of words at a time: so few that the memory that was asked for is still there.
  static let wordsAtOnce = 256

  private(set) var count = 0

  private let text: UnsafeRawPointer
  /// The last start of a word from which on there are 16 bytes.
  private let lastStart: Int
  private let slots: WordSlots
  private let places: UnsafeMutablePointer<Place>
  private let masks = WordMasks.shared

  /// - Precondition: the buffers stay where they are while the value is used.
  @unsafe
  init?(
    _ text: UnsafeRawBufferPointer, _ slots: WordSlots,
    _ places: UnsafeMutableBufferPointer<Place>
  ) {
    guard let byte = text.baseAddress, let place = places.baseAddress else { return nil }
    precondition(places.count >= Self.wordsAtOnce)
    unsafe self.text = byte
    lastStart = text.count - WordKey.longest
    self.slots = slots
    unsafe self.places = place
  }

  var isFull: Bool { count == Self.wordsAtOnce }

  /// Adds a word without a NUL byte at its end.
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) {
    let length = end &- start
    guard length <= WordKey.longest && start <= lastStart else { return appendOther(start, end) }
    // SAFETY: 16 bytes from the start on were counted, and any eight of them are a number.
    let low = UInt64(littleEndian: unsafe (text + start).loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: unsafe (text + start + 8).loadUnaligned(as: UInt64.self))
    append(WordKey(low: low & masks.low(length), high: high & masks.high(length)), start)
  }

  /// Adds a word that is long, or near the end of the text.
  @inline(never)
  private mutating func appendOther(_ start: Int, _ end: Int) {
    let length = end &- start
    guard length <= WordKey.longest && lastStart >= 0 else { return appendAny(start, end) }
    // SAFETY: these are the last 16 bytes of the text, which has as many.
    let last = unsafe text + lastStart
    let low = UInt64(littleEndian: unsafe last.loadUnaligned(as: UInt64.self))
    let high = UInt64(littleEndian: unsafe (last + 8).loadUnaligned(as: UInt64.self))
    let bytes = (UInt128(high) &<< 64 | UInt128(low)) &>> UInt128(8 &* (start &- lastStart))
    append(
      WordKey(
        low: UInt64(truncatingIfNeeded: bytes) & masks.low(length),
        high: UInt64(truncatingIfNeeded: bytes &>> 64) & masks.high(length)), start)
  }

  /// Adds any word.
  @inline(never)
  mutating func appendAny(_ start: Int, _ end: Int) {
    // SAFETY: the word is a range of the text; nothing outlives the call.
    let bytes = unsafe UnsafeRawBufferPointer(start: text + start, count: end - start)
    if let key = WordKey(unsafe bytes.bindMemory(to: UInt8.self).span) {
      append(key, start)
    } else {
      append(
        Place(key: WordKey(low: UInt64(end), high: WordKey.noWord), offset: 0, start: start))
    }
  }

  @inline(__always)
  private mutating func append(_ key: WordKey, _ start: Int) {
    let offset = slots.offset(of: key)
    slots.prefetch(offset)
    append(Place(key: key, offset: offset, start: start))
  }

  @inline(__always)
  private mutating func append(_ place: Place) {
    precondition(!isFull, "the breaker looks for no more words than there is room for")
    // SAFETY: there is room.
    unsafe places[count] = place
    count &+= 1
  }
}
