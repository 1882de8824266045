/// What a segment that is being read ends in.
///
/// The order has a meaning: up to ``lastWord`` the segment would be a word if it ended here, from
/// ``firstPending`` on it cannot end here at all. `…ZWJ` stands for the same with U+200D as its
/// last character, which a pictograph may follow.
enum WordState: UInt8 {
  case letter, letterZWJ
  case number, numberZWJ
  case hebrew, hebrewZWJ
  /// A low line after something that makes a word with it.
  case joinedLowLine
  case hangul
  case ideograph, ideographZWJ
  /// A Hebrew letter and an apostrophe (rule WB7a).
  case hebrewQuote

  /// Nothing was read.
  case start
  case lowLine
  /// A low line of either kind and marks: no word to ICU.
  case lowLineMark, lowLineZWJ
  /// The same of ``hebrewQuote``.
  case hebrewQuoteMark, hebrewQuoteZWJ
  case space
  case regional, regionalZWJ
  /// A line end.
  case end
  /// Anything else, marks included.
  case other, otherZWJ

  /// A letter and punctuation that belongs to the word if a letter follows.
  case letterPunctuation
  /// A Hebrew letter and a double quote: the same for Hebrew letters.
  case hebrewDoubleQuote
  /// A digit and punctuation: the same for digits.
  case numberPunctuation

  static let lastWord = hebrewQuote
  static let firstPending = letterPunctuation
  static let count = Int(numberPunctuation.rawValue) + 1
}
