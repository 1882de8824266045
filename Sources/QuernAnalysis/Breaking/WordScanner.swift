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
///
/// HOT: Benchmarks/WordBreaking.
struct WordScanner<Sink: WordSink> {
  private static var letter: UInt8 { UInt8(QUERN_WORD_LETTER) }
  private static var numeric: UInt8 { UInt8(QUERN_WORD_NUMERIC) }
  private static var lowLine: UInt8 { UInt8(QUERN_WORD_EXTEND_NUM_LET) }
  private static var midNumber: UInt8 { UInt8(QUERN_WORD_MID_NUM) }
  private static var quote: UInt8 { UInt8(QUERN_WORD_SINGLE_QUOTE) }
  private static var midLetter: UInt8 { UInt8(QUERN_WORD_MID_LETTER) }
  private static var space: UInt8 { UInt8(QUERN_WORD_SPACE) }

  /// The first byte that was not scanned: a boundary.
  private(set) var position: Int

  private(set) var words: Sink

  private let text: WordText
  private let longest: Int

  /// A segment that goes on for `longest` bytes is cut at the next end of a character.
  init(_ text: WordText, from position: Int, longest: Int, words: Sink) {
    self.text = text
    self.position = position
    self.longest = longest
    self.words = words
  }

  /// Finds words from ``position`` on, which moves.
  mutating func scan() -> ScanStop { run() }

  /// The same, for a sink that does more than to note words: in a copy that nobody else sees, so that
  /// what the sink works with stays in registers.
  mutating func scanCopying() -> ScanStop {
    var scanner = self
    let stop = scanner.run()
    self = scanner
    return stop
  }

  @inline(__always)
  private mutating func run() -> ScanStop {
    while position < text.count {
      guard !words.isFull else { return .full }
      let floor = position
      var kind = text.kind(at: position)
      while kind &- 1 > 2 && kind != WordClasses.nonASCII {
        position &+= 1
        guard position < text.count else { return .end }
        kind = text.kind(at: position)
      }
      var segment = Segment(start: position, index: position, state: WordState.start.rawValue)
      if kind == WordClasses.nonASCII {
        stepBack(&segment, floor: floor)
      } else if takeASCII(&segment) {
        position = segment.index
        continue
      }
      if follow(&segment) {
        position = segment.start
        return .dictionary(index: segment.index)
      }
      position = segment.index
    }
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
  /// - Returns: whether there is a boundary. If not, the machine has to go on from `state`.
  @inline(__always)
  private mutating func takeASCII(_ segment: inout Segment) -> Bool {
    let limit = limit(segment.start)
    var index = segment.start
    while true {
      index = text.endOfASCIIWord(from: index &+ 1, limit: limit)
      guard index < limit else { break }
      let kind = text.kind(at: index)
      var following = kind
      if kind >= Self.midLetter && kind <= Self.quote && index &+ 1 < text.count {
        following = text.kind(at: index &+ 1)
        if following == text.kind(at: index &- 1)
          && (following == Self.letter && kind != Self.midNumber
            || following == Self.numeric && kind != Self.midLetter)
        {
          index &+= 1
          continue
        }
      }
      guard following == WordClasses.nonASCII else { break }
      segment.index = index
      segment.state = state(segment.start, index).rawValue
      return false
    }
    segment.index = index
    // A low line alone is no word.
    if index &- segment.start > 1 || text.kind(at: segment.start) != Self.lowLine {
      words.append(segment.start, index)
    }
    return true
  }

  /// The state of the machine after an ASCII word.
  private func state(_ start: Int, _ end: Int) -> WordState {
    switch text.kind(at: end &- 1) {
    case Self.letter: .letter
    case Self.numeric: .number
    default: end &- start > 1 ? .joinedLowLine : .lowLine
    }
  }

  /// Moves the start back to ASCII that was passed over and yet is part of the segment: what a mark
  /// belongs to, or blanks before another space.
  @inline(__always)
  private func stepBack(_ segment: inout Segment, floor: Int) {
    guard segment.start > floor else { return }
    let bearer = text.kind(at: segment.start &- 1)
    switch Int(text.character(at: segment.start).kind) {
    case Int(QUERN_WORD_EXTEND), Int(QUERN_WORD_JOINER), Int(QUERN_WORD_DICTIONARY_MARK):
      guard bearer != UInt8(QUERN_WORD_BREAK) else { return }
    case Int(QUERN_WORD_SPACE):
      guard bearer == Self.space else { return }
    default: return
    }
    segment.start &-= 1
    if bearer == Self.space {
      while segment.start > floor && text.kind(at: segment.start &- 1) == Self.space {
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
  private mutating func follow(_ segment: inout Segment) -> Bool {
    var (start, index, state) = (segment.start, segment.index, segment.state)
    var pendingAt = index
    defer { segment = Segment(start: start, index: index, state: state) }
    while true {
      let limit = limit(start)
      while index < limit {
        let character = text.character(at: index)
        let next = text.state(after: state, character.kind)
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
        words.append(start, index)
      } else if state <= WordState.lastWord.rawValue {
        words.append(start, index)
      }
      guard index < text.count, text[index] >= 0x80, !words.isFull else { return false }
      start = index
      state = WordState.start.rawValue
    }
  }

  /// Where a segment is cut at the latest.
  @inline(__always)
  private func limit(_ start: Int) -> Int {
    text.count &- start > longest ? start &+ longest : text.count
  }
}
