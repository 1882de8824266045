import CWordClasses

extension WhiteSpaceBreaker {
  /// Puts the next words right in the places where they are looked up.
  ///
  /// Sixty-four bytes a step: the ends of words are the bits of a number.
  ///
  /// - Returns: whether the text goes on.
  mutating func next(_ text: Span<UInt8>, into places: inout WordPlaces) -> Bool {
    var scanner = self
    var found = places
    let goesOn = unsafe text.withUnsafeBufferPointer { bytes in
      // SAFETY: the pointer is used inside the closure only.
      unsafe scanner.scan(bytes, into: &found)
    }
    (self, places) = (scanner, found)
    return goesOn
  }

  private static let step = 64

  /// With more words than that another step might not find room: it ends one for every two bytes, and
  /// one more may be open where the text ends.
  private static let mostBeforeStep = WordPlaces.wordsAtOnce - step / 2 - 1

  @unsafe
  @inline(__always)
  private mutating func scan(
    _ text: UnsafeBufferPointer<UInt8>, into places: inout WordPlaces
  ) -> Bool {
    guard let base = text.baseAddress else { return false }
    // Where the word begins that goes on at `index`.
    var start: Int?
    var index = position
    while index < text.count {
      guard places.count <= Self.mostBeforeStep else {
        position = start ?? index
        return true
      }
      let count = min(Self.step, text.count &- index)
      // SAFETY: `count` bytes lie there.
      let spaces = unsafe Self.spaces(base + index, count)
      // Each bit is where a word begins or ends: where a byte is not what the one before was.
      var turns = ~spaces ^ (~spaces &<< 1 | (start == nil ? 0 : 1))
      if count < Self.step { turns &= (1 &<< UInt64(count)) &- 1 }
      while turns != 0 {
        let place = index &+ turns.trailingZeroBitCount
        turns &= turns &- 1
        if let first = start {
          unsafe Self.append(first, place, base, to: &places)
          start = nil
        } else {
          start = place
        }
      }
      index &+= count
    }
    position = text.count
    if let start { unsafe Self.append(start, text.count, base, to: &places) }
    return false
  }

  /// Which of some bytes, 64 at most, are white space; those behind them are any.
  @unsafe
  @inline(__always)
  private static func spaces(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
    // SAFETY: as many bytes are there, as the caller knows.
    if count == step { return unsafe quern_white_space(bytes) }
    var spaces: UInt64 = 0
    for index in 0..<count where isWhiteSpace(unsafe bytes[index]) {
      spaces |= 1 &<< UInt64(index)
    }
    return spaces
  }

  @unsafe
  @inline(__always)
  private static func append(
    _ start: Int, _ end: Int, _ base: UnsafePointer<UInt8>, to places: inout WordPlaces
  ) {
    // SAFETY: the word has a last byte.
    if unsafe base[end &- 1] != 0 {
      places.append(start, end)
    } else {
      places.appendAny(start, end)
    }
  }
}
