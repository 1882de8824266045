import CWordClasses

/// The making of ``WordRules``: one function for each group of rules of UAX #29.
struct WordRuleTable {
  private(set) var transitions = [UInt8](
    repeating: WordRules.boundary, count: WordState.count * WordRules.stride)

  private typealias Classes = [Int]

  private static let letters = [QUERN_WORD_LETTER, QUERN_WORD_PICTOGRAPH_LETTER].map { Int($0) }
  private static let pictograph = Int(QUERN_WORD_PICTOGRAPH)
  private static let hebrew = Int(QUERN_WORD_HEBREW)
  private static let numeric = Int(QUERN_WORD_NUMERIC)
  private static let lowLine = Int(QUERN_WORD_EXTEND_NUM_LET)
  private static let midLetter = Int(QUERN_WORD_MID_LETTER)
  private static let midNumber = Int(QUERN_WORD_MID_NUM)
  private static let midBoth = Int(QUERN_WORD_MID_NUM_LET)
  private static let quote = Int(QUERN_WORD_SINGLE_QUOTE)
  private static let doubleQuote = Int(QUERN_WORD_DOUBLE_QUOTE)
  private static let extend = Int(QUERN_WORD_EXTEND)
  private static let joiner = Int(QUERN_WORD_JOINER)
  private static let dictionary = Int(QUERN_WORD_DICTIONARY)
  private static let dictionaryMark = Int(QUERN_WORD_DICTIONARY_MARK)

  private static let lowLines: [WordState] = [.lowLine, .joinedLowLine, .lowLineMark, .lowLineZWJ]
  private static let quotes: [WordState] = [.hebrewQuote, .hebrewQuoteMark, .hebrewQuoteZWJ]
  private static let pending: [WordState] = [
    .letterPunctuation, .hebrewDoubleQuote, .numberPunctuation,
  ]

  /// The first character of a segment.
  mutating func begin() {
    for other in 0..<Int(QUERN_WORD_CLASS_COUNT) { go([.start], [other], .other) }
    go([.start], Self.letters, .letter)
    go([.start], [Self.numeric], .number)
    go([.start], [Self.hebrew], .hebrew)
    go([.start], [Self.lowLine], .lowLine)
    go([.start], [Self.joiner], .otherZWJ)
    go([.start], [Int(QUERN_WORD_HANGUL)], .hangul)
    go([.start], [Int(QUERN_WORD_IDEOGRAPH)], .ideograph)
    go([.start], [Int(QUERN_WORD_REGIONAL)], .regional)
    go([.start], [Int(QUERN_WORD_SPACE)], .space)
    go([.start], [Int(QUERN_WORD_BREAK)], .end)
  }

  /// WB4: marks and format characters belong to what stands before, unless it is a line end.
  mutating func attachMarks() {
    attach([.letter, .letterZWJ], .letter, .letterZWJ)
    attach([.number, .numberZWJ], .number, .numberZWJ)
    attach([.hebrew, .hebrewZWJ], .hebrew, .hebrewZWJ)
    attach([.ideograph, .ideographZWJ], .ideograph, .ideographZWJ)
    attach([.regional, .regionalZWJ], .regional, .regionalZWJ)
    attach(Self.lowLines, .lowLineMark, .lowLineZWJ)
    attach(Self.quotes, .hebrewQuoteMark, .hebrewQuoteZWJ)
    attach([.other, .otherZWJ, .space, .hangul], .other, .otherZWJ)
    for state in Self.pending { attach([state], state, state) }
  }

  /// WB3c: a pictograph belongs to the joiner before it.
  mutating func joinPictographs() {
    let joined: [WordState] = [
      .letterZWJ, .numberZWJ, .hebrewZWJ, .ideographZWJ, .lowLineZWJ, .hebrewQuoteZWJ,
      .regionalZWJ, .otherZWJ,
    ]
    go(joined, [Self.pictograph], .other)
    go(joined, [Int(QUERN_WORD_PICTOGRAPH_LETTER)], .letter)
  }

  /// WB5, WB8, WB9, WB10, WB13a, WB13b.
  mutating func joinLettersAndNumbers() {
    let words: [WordState] = [.letter, .letterZWJ, .number, .numberZWJ, .hebrew, .hebrewZWJ]
    go(words + Self.lowLines, Self.letters, .letter)
    go(words + Self.lowLines, [Self.hebrew], .hebrew)
    go(words + Self.lowLines, [Self.numeric], .number)
    go(words + Self.lowLines, [Self.lowLine], .joinedLowLine)
  }

  /// WB6, WB7, WB7a, WB7b, WB7c, WB11, WB12.
  mutating func joinAcrossPunctuation() {
    let letters: [WordState] = [.letter, .letterZWJ, .hebrew, .hebrewZWJ]
    go(letters, [Self.midLetter, Self.midBoth, Self.quote], .letterPunctuation)
    go([.hebrew, .hebrewZWJ], [Self.quote], .hebrewQuote)
    go([.hebrew, .hebrewZWJ], [Self.doubleQuote], .hebrewDoubleQuote)
    go([.number, .numberZWJ], [Self.midNumber, Self.midBoth, Self.quote], .numberPunctuation)
    go([.letterPunctuation] + Self.quotes, Self.letters, .letter)
    go([.letterPunctuation, .hebrewDoubleQuote] + Self.quotes, [Self.hebrew], .hebrew)
    go([.numberPunctuation], [Self.numeric], .number)
  }

  /// WB3d, WB15, WB16, and ICU's rule for Hangul syllables: side by side, without marks.
  mutating func joinAlike() {
    go([.space], [Int(QUERN_WORD_SPACE)], .space)
    go([.regional, .regionalZWJ], [Int(QUERN_WORD_REGIONAL)], .other)
    go([.hangul], [Int(QUERN_WORD_HANGUL)], .hangul)
  }

  /// Characters of dictionary scripts: ICU takes the segment, unless a boundary is certain.
  mutating func leaveToICU() {
    let apart: [WordState] = [.other, .space, .hangul, .regional, .ideograph, .end]
    for raw in 0..<UInt8(WordState.count) {
      guard let state = WordState(rawValue: raw) else { continue }
      if !apart.contains(state) { set(state, Self.dictionary, WordRules.dictionary) }
      if state != .end { set(state, Self.dictionaryMark, WordRules.dictionary) }
    }
  }

  private mutating func attach(_ states: [WordState], _ mark: WordState, _ joiner: WordState) {
    go(states, [Self.extend], mark)
    go(states, [Self.joiner], joiner)
  }

  private mutating func go(_ states: [WordState], _ classes: Classes, _ next: WordState) {
    for state in states {
      for each in classes { set(state, each, next.rawValue) }
    }
  }

  private mutating func set(_ state: WordState, _ characterClass: Int, _ next: UInt8) {
    transitions[Int(state.rawValue) * WordRules.stride + characterClass] = next
  }
}
