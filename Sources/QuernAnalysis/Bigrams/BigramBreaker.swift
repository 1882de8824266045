/// Cuts Chinese, Japanese and Korean into overlapping pairs of characters, and all else into words.
///
/// A run of letters of Han, kana or Hangul gives each pair of neighbours: 東京都 gives 東京 and
/// 京都; a run of one letter gives that letter. A letter takes the marks behind it along. What
/// stands between runs goes to another breaker, so that no dictionary of these scripts is asked.
///
/// Words of this breaker overlap where they are pairs.
package struct BigramBreaker: WordBreaker {
  /// The number of words after which a call returns.
  private static let wordsPerCall = 4_096

  private var inner: any WordBreaker
  private var innerWords: [Range<Int>] = []
  /// What is being cut by `inner`; empty otherwise.
  private var stretch = 0..<0
  private var position = 0
  /// Where the letter before `position` begins, inside a run.
  private var lastLetter: Int?
  private var lastIsPaired = false

  /// - Parameter inner: cuts what is between runs.
  package init(inner: any WordBreaker) { self.inner = inner }

  package var memoryByteCount: Int {
    inner.memoryByteCount + innerWords.capacity * MemoryLayout<Range<Int>>.stride
  }

  package mutating func begin() {
    stretch = 0..<0
    position = 0
    lastLetter = nil
    lastIsPaired = false
  }

  package mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
    words.removeAll(keepingCapacity: true)
    while words.count < Self.wordsPerCall {
      if !stretch.isEmpty {
        cutStretch(of: text, into: &words)
      } else if position < text.count, Self.startsLetter(text, position) {
        addLetter(of: text, to: &words)
      } else {
        endRun(into: &words)
        guard position < text.count else { return false }
        findStretch(of: text)
      }
    }
    return true
  }

  /// Takes the letter at `position` and pairs it with the one before.
  private mutating func addLetter(of text: Span<UInt8>, to words: inout [Range<Int>]) {
    let start = position
    position += Self.length(text, position)
    while position < text.count, CJKCharacter(Self.scalar(text, position)) == .extender {
      position += Self.length(text, position)
    }
    if let lastLetter { words.append(lastLetter..<position) }
    lastIsPaired = lastLetter != nil
    lastLetter = start
  }

  /// Ends the run before `position`, if there is one.
  private mutating func endRun(into words: inout [Range<Int>]) {
    if let lastLetter, !lastIsPaired { words.append(lastLetter..<position) }
    lastLetter = nil
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
    guard length > 1 else { return UInt32(text[index]) }
    var value = UInt32(text[index] & (0xFF &>> UInt8(length + 1)))
    for place in 1..<length { value = value &<< 6 | UInt32(text[index + place] & 0x3F) }
    return value
  }
}
