import CWordClasses

/// Finds the words of all scripts that need no dictionary, in one pass over the bytes.
///
/// ASCII words are found by their bytes' classes alone. Where a character beyond ASCII touches one,
/// the state machine of ``WordRules`` goes on from there until a boundary stands before ASCII
/// again. Where a character of a dictionary script comes, the scanner stops and says where the
/// segment begins of which it is a part.
///
/// Every byte is looked at twice at most: once more after punctuation that was thought to be
/// inside a word.
struct WordScanner {
  /// Why the scanner stopped.
  enum Stop {
    /// The text ended.
    case end
    /// There are enough words for one call.
    case full
    /// ICU has to cut the segment that begins at the position; a character of a dictionary script
    /// stands at `index`.
    case dictionary(index: Int)
  }

  /// The number of words after which the scanner stops.
  static let wordsPerCall = 4_096

  private static let letter = UInt8(QUERN_WORD_LETTER)
  private static let numeric = UInt8(QUERN_WORD_NUMERIC)
  private static let lowLine = UInt8(QUERN_WORD_EXTEND_NUM_LET)
  private static let midNumber = UInt8(QUERN_WORD_MID_NUM)
  private static let quote = UInt8(QUERN_WORD_SINGLE_QUOTE)
  private static let midLetter = UInt8(QUERN_WORD_MID_LETTER)

  private let longest: Int
  private let classes = WordClasses.shared
  private let rules = WordRules.shared

  /// A segment that goes on for `longest` bytes is cut at the next end of a character.
  init(longest: Int) { self.longest = longest }

  /// Appends words from `position` on and moves it to the first byte that was not scanned.
  ///
  /// HOT: see Benchmarks/WordBreaking.
  func scan(
    _ text: Span<UInt8>, from position: inout Int, into words: inout [Range<Int>]
  ) -> Stop {
    let ofBytes = classes.ofBytes.span
    var index = position
    while index < text.count {
      guard words.count < Self.wordsPerCall else {
        position = index
        return .full
      }
      let floor = index
      var kind = ofBytes[Int(text[index])]
      while kind &- 1 > 2 && kind != WordClasses.nonASCII {
        index &+= 1
        guard index < text.count else { break }
        kind = ofBytes[Int(text[index])]
      }
      guard index < text.count else { break }
      var segment = Segment(start: index, index: index, state: WordState.start.rawValue)
      if kind == WordClasses.nonASCII {
        stepBack(text, &segment, floor: floor)
      } else if takeASCII(text, &segment) {
        words.append(segment.start..<segment.index)
        index = segment.index
        continue
      } else if segment.state == WordState.start.rawValue {
        index = segment.index
        continue
      }
      if follow(text, &segment, into: &words) {
        position = segment.start
        return .dictionary(index: segment.index)
      }
      index = segment.index
    }
    position = text.count
    return .end
  }

  /// A part of a segment: from `start` to `index`, which leaves the machine in `state`.
  private struct Segment {
    var start: Int
    var index: Int
    var state: UInt8
  }

  /// Reads on to the end of an ASCII word.
  ///
  /// - Returns: whether there is one. If not, either `state` says where the machine has to go on,
  ///   or it is still the start: low lines alone.
  @inline(__always)
  private func takeASCII(_ text: Span<UInt8>, _ segment: inout Segment) -> Bool {
    let ofBytes = classes.ofBytes.span
    let limit = limit(text, segment.start)
    var index = segment.start
    var previous = ofBytes[Int(text[index])]
    var isWord = previous != Self.lowLine
    index &+= 1
    while index < limit {
      let kind = ofBytes[Int(text[index])]
      if kind &- 1 <= 2 {
        previous = kind
        isWord = true
        index &+= 1
        continue
      }
      var following = kind
      if kind >= Self.midLetter && kind <= Self.quote && index &+ 1 < text.count {
        following = ofBytes[Int(text[index &+ 1])]
        if following == previous
          && (following == Self.letter && kind != Self.midNumber
            || following == Self.numeric && kind != Self.midLetter)
        {
          index &+= 2
          continue
        }
      }
      if following == WordClasses.nonASCII {
        segment.index = index
        segment.state = state(after: previous, isWord: isWord).rawValue
        return false
      }
      break
    }
    segment.index = index
    return isWord
  }

  private func state(after kind: UInt8, isWord: Bool) -> WordState {
    switch kind {
    case Self.letter: .letter
    case Self.numeric: .number
    default: isWord ? .joinedLowLine : .lowLine
    }
  }

  /// Moves the start back to ASCII that was passed over and yet is part of the segment: what a mark
  /// belongs to, or blanks before another space.
  @inline(__always)
  private func stepBack(_ text: Span<UInt8>, _ segment: inout Segment, floor: Int) {
    guard segment.start > floor else { return }
    let space = UInt8(QUERN_WORD_SPACE)
    let ofBytes = classes.ofBytes.span
    let bearer = ofBytes[Int(text[segment.start &- 1])]
    let character = WordClasses.character(
      text, at: segment.start, blocks: classes.blocks.span, classes: classes.classes.span)
    switch Int(character.kind) {
    case Int(QUERN_WORD_EXTEND), Int(QUERN_WORD_JOINER), Int(QUERN_WORD_DICTIONARY_MARK):
      guard bearer != UInt8(QUERN_WORD_BREAK) else { return }
    case Int(QUERN_WORD_SPACE):
      guard bearer == space else { return }
    default: return
    }
    segment.start &-= 1
    if bearer == space {
      while segment.start > floor && ofBytes[Int(text[segment.start &- 1])] == space {
        segment.start &-= 1
      }
    }
    segment.index = segment.start
  }

  /// Runs the machine until a boundary stands before an ASCII character.
  ///
  /// - Returns: whether it met a dictionary script instead: then `start` is the segment's and
  ///   `index` the character's.
  @inline(__always)
  private func follow(
    _ text: Span<UInt8>, _ segment: inout Segment, into words: inout [Range<Int>]
  ) -> Bool {
    let ofBytes = classes.ofBytes.span
    let blocks = classes.blocks.span
    let kinds = classes.classes.span
    let transitions = rules.transitions.span
    var (start, index, state) = (segment.start, segment.index, segment.state)
    var pendingAt = index
    defer { segment = Segment(start: start, index: index, state: state) }
    while true {
      let limit = limit(text, start)
      while index < limit {
        let byte = text[index]
        let character =
          byte < 0x80
          ? WordClasses.Character(kind: ofBytes[Int(byte)], length: 1)
          : WordClasses.character(text, at: index, blocks: blocks, classes: kinds)
        let next = transitions[Int(state) << 5 | Int(character.kind)]
        if next >= WordState.firstPending.rawValue {
          if next == WordRules.dictionary { return true }
          if next == WordRules.boundary { break }
          if state < WordState.firstPending.rawValue { pendingAt = index }
        }
        state = next
        index &+= character.length
      }
      if state >= WordState.firstPending.rawValue {
        index = pendingAt
        words.append(start..<index)
      } else if state <= WordState.lastWord.rawValue {
        words.append(start..<index)
      }
      guard index < text.count, text[index] >= 0x80, words.count < Self.wordsPerCall else {
        return false
      }
      start = index
      state = WordState.start.rawValue
    }
  }

  /// Where a segment is cut at the latest.
  @inline(__always)
  private func limit(_ text: Span<UInt8>, _ start: Int) -> Int {
    text.count &- start > longest ? start &+ longest : text.count
  }
}
