/// Cuts Chinese, Japanese and Korean into overlapping pairs of characters, and all else into words.
///
/// A run of letters of Han, kana or Hangul gives each pair of neighbours: 東京都 gives 東京 and
/// 京都; a run of one letter gives that letter. A letter takes the marks behind it along. What
/// stands between runs goes to another breaker, so that no dictionary of these scripts is asked.
///
/// Words of this breaker overlap where they are pairs.
package struct BigramBreaker: WordBreaker {
  /// The number of words after which a call returns.
  private static let wordsPerCall = 1_024

  private var inner: any WordBreaker
  private var innerWords: [Range<Int>] = []
  /// What is being cut by `inner`; empty otherwise.
  private var stretch = 0..<0
  private var position = 0
  /// Where the letter that is being read begins, inside a run, and where the one before it does.
  private var current: Int?
  private var previous: Int?

  /// - Parameter inner: cuts what is between runs.
  package init(inner: any WordBreaker) { self.inner = inner }

  package var memoryByteCount: Int {
    inner.memoryByteCount + innerWords.capacity * MemoryLayout<Range<Int>>.stride
  }

  package mutating func begin() {
    stretch = 0..<0
    position = 0
    current = nil
    previous = nil
  }

  package mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
    words.removeAll(keepingCapacity: true)
    while words.count < Self.wordsPerCall {
      if !stretch.isEmpty {
        cutStretch(of: text, into: &words)
      } else if current != nil || position < text.count && Self.startsLetter(text, position) {
        cutRun(of: text, into: &words)
      } else {
        guard position < text.count else { return false }
        findStretch(of: text)
      }
    }
    return true
  }

  /// Goes to the end of a run, or until there are words enough.
  ///
  /// HOT: all of a Chinese or Japanese text. Each character is decoded once.
  private mutating func cutRun(of text: Span<UInt8>, into words: inout [Range<Int>]) {
    while words.count < Self.wordsPerCall {
      guard position < text.count else { return endRun(into: &words) }
      let value = Self.scalar(text, position)
      let kind = CJKCharacter(value)
      if kind == .letter || current == nil {
        // A letter ends where the next one begins.
        if let previous { words.append(previous..<position) }
        previous = current
        current = position
      } else if kind != .extender {
        return endRun(into: &words)
      }
      position += Self.length(text, position)
    }
  }

  /// Ends the run before `position`: its last pair, or its only letter.
  private mutating func endRun(into words: inout [Range<Int>]) {
    if let start = previous ?? current { words.append(start..<position) }
    previous = nil
    current = nil
  }

  /// Moves `position` to the next letter, and notes what is before it if there may be words in it.
  private mutating func findStretch(of text: Span<UInt8>) {
    let start = position
    var mayHoldWords = false
    while position < text.count {
      if text[position] < 0x80 {
        mayHoldWords = mayHoldWords || CJKCharacter(UInt32(text[position])) != .punctuation
        position += 1
        continue
      }
      let kind = CJKCharacter(Self.scalar(text, position))
      // A vowel of Hangul without a letter before it begins a run.
      if kind == .letter || Self.startsLetter(text, position) { break }
      mayHoldWords = mayHoldWords || kind != .punctuation
      position += Self.length(text, position)
    }
    guard mayHoldWords else { return }
    stretch = start..<position
    inner.begin()
  }

  private mutating func cutStretch(of text: Span<UInt8>, into words: inout [Range<Int>]) {
    let goesOn = inner.next(text.extracting(stretch), into: &innerWords)
    for word in innerWords {
      words.append(stretch.lowerBound + word.lowerBound..<stretch.lowerBound + word.upperBound)
    }
    if !goesOn { stretch = 0..<0 }
  }

  private static func startsLetter(_ text: Span<UInt8>, _ index: Int) -> Bool {
    // U+1100, the first letter, begins with E1.
    guard text[index] >= 0xE1 else { return false }
    let value = scalar(text, index)
    switch CJKCharacter(value) {
    case .letter: return true
    case .extender: return (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FB).contains(value)
    case .punctuation, .other: return false
    }
  }

  private static func length(_ text: Span<UInt8>, _ index: Int) -> Int {
    switch text[index] {
    case ..<0x80: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  /// The scalar that begins at `index` of valid UTF-8.
  private static func scalar(_ text: Span<UInt8>, _ index: Int) -> UInt32 {
    let length = length(text, index)
    if length == 3 {
      let high = UInt32(text[index] & 0x0F) &<< 12
      return high | UInt32(text[index + 1] & 0x3F) &<< 6 | UInt32(text[index + 2] & 0x3F)
    }
    guard length > 1 else { return UInt32(text[index]) }
    var value = UInt32(text[index] & (0xFF &>> UInt8(length + 1)))
    for place in 1..<length { value = value &<< 6 | UInt32(text[index + place] & 0x3F) }
    return value
  }
}
