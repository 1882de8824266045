/// Room for the words of one call.
@safe
struct FoundWords: WordSink {
  /// The number of words that were put in.
  private(set) var count = 0

  /// Whether there is no more room.
  var isFull: Bool { count == capacity }

  private let base: UnsafeMutablePointer<Range<Int>>
  private let capacity: Int

  /// - Precondition: the buffer stays where it is while the value is used.
  @unsafe
  init(_ buffer: UnsafeMutableBufferPointer<Range<Int>>, _ start: UnsafeMutablePointer<Range<Int>>)
  {
    unsafe base = start
    capacity = buffer.count
  }

  /// Adds a word, for which there is room.
  @inline(__always)
  mutating func append(_ start: Int, _ end: Int) {
    assert(start < end)
    precondition(!isFull, "the scanner looks for no more words than there is room for")
    // SAFETY: there is room.
    unsafe base[count] = Range(uncheckedBounds: (start, end))
    count &+= 1
  }
}
