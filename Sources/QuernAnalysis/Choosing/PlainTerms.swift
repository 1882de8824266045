/// The words of a query that are nothing but words, with one term each.
///
/// The terms lie behind each other: most queries have few, and an array for each would cost more than to
/// look it up.
package struct PlainTerms: Sendable {
  package struct Word: Sendable {
    private let termStart: UInt16
    private let termEnd: UInt16
    private let start: UInt16
    private let end: UInt16

    /// The sign before the word, `+` or `-`; 0 for none.
    package let sign: UInt8

    fileprivate init(term: Range<Int>, range: Range<Int>, sign: UInt8) {
      (termStart, termEnd) = (UInt16(term.lowerBound), UInt16(term.upperBound))
      (start, end) = (UInt16(range.lowerBound), UInt16(range.upperBound))
      self.sign = sign
    }

    /// Where the term lies among the bytes of all.
    fileprivate var term: Range<Int> { Int(termStart)..<Int(termEnd) }

    /// Where the word stands in the query, in bytes of UTF-8, without its sign.
    package var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// 16: queries of more words are read another way.
  package static let mostWords = 16

  /// 65,535: offsets have 16 bits.
  private static let mostBytes = Int(UInt16.max)

  /// The query, where its words are their own terms.
  private let text: String

  /// The terms of other queries.
  private var bytes: [UInt8] = []

  /// In the order of the query.
  package private(set) var words: [Word] = []

  /// 4: most queries have no more words.
  private static let usualCount = 4

  init(byteCount: Int) {
    text = ""
    bytes.reserveCapacity(byteCount)
  }

  /// The term of a word.
  @_lifetime(borrow self)
  package borrowing func term(_ place: Int) -> Span<UInt8> {
    let range = words[place].term
    if bytes.isEmpty { return text.utf8Span.span.extracting(range) }
    return bytes.span.extracting(range)
  }

  /// How often the query says a word with the same sign; 0 where it did before.
  package borrowing func multiplicity(_ place: Int) -> Int {
    for earlier in 0..<place where isSame(earlier, place) { return 0 }
    var multiplicity = 1
    for later in words.indices[(place + 1)...] where isSame(place, later) { multiplicity += 1 }
    return multiplicity
  }

  private borrowing func isSame(_ left: Int, _ right: Int) -> Bool {
    guard words[left].sign == words[right].sign,
      words[left].term.count == words[right].term.count
    else { return false }
    let (left, right) = (term(left), term(right))
    for place in left.indices where left[place] != right[place] { return false }
    return true
  }

  /// Appends a word.
  ///
  /// - Returns: whether there was room for it.
  mutating func append(_ term: ArraySlice<UInt8>, range: Range<Int>, sign: UInt8) -> Bool {
    let start = bytes.count
    guard max(start + term.count, range.upperBound) <= Self.mostBytes else { return false }
    bytes.append(contentsOf: term)
    return Self.append(
      Word(term: start..<bytes.count, range: range, sign: sign), to: &words)
  }

  /// Passes the `+` or `-` at a place.
  ///
  /// - Returns: the sign, or 0 where there is none.
  static func passSign(in text: Span<UInt8>, _ place: inout Int) -> UInt8 {
    let sign = text[place]
    guard sign == 0x2B || sign == 0x2D else { return 0 }
    place += 1
    return sign
  }

  private static func append(_ word: Word, to words: inout [Word]) -> Bool {
    guard words.count < mostWords else { return false }
    // Not before there is one: what is no plain query often says so with its first byte.
    if words.isEmpty { words.reserveCapacity(usualCount) }
    words.append(word)
    return true
  }
}

// MARK: Words that are their own terms

extension PlainTerms {
  /// Reads letters and digits of ASCII between blanks, perhaps with a `+` or `-` before them, for an analyzer
  /// to which what stands between blanks is a word, and the word its term.
  ///
  /// - Parameter folds: whether the term of a word is the word in small letters.
  /// - Returns: `nil` where anything else is in the text, or two capitals one after another, which may be an
  ///   operator, or it is too long.
  init?(ofASCII text: String, folds: Bool) {
    // A longer term would be cut.
    guard text.utf8.count <= TermMaker.longestTerm else { return nil }
    self.text = text
    guard let hasCapitals = Self.read(text.utf8Span.span, into: &words) else { return nil }
    if folds, hasCapitals { bytes = text.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } }
  }

  /// - Returns: whether there are capitals; `nil` as ``init(ofASCII:folds:)``.
  private static func read(_ text: Span<UInt8>, into words: inout [Word]) -> Bool? {
    var (start, sign): (Int, UInt8) = (0, 0)
    var (hasCapitals, followsCapital) = (false, false)
    for place in text.indices {
      let byte = text[place]
      switch byte {
      case 0x61...0x7A, 0x30...0x39: break
      case 0x41...0x5A where !followsCapital:
        (hasCapitals, followsCapital) = (true, true)
        continue
      case 0x20:
        guard append(start..<place, sign, to: &words) else { return nil }
        (start, sign) = (place + 1, 0)
      case 0x2B where place == start && sign == 0, 0x2D where place == start && sign == 0:
        (start, sign) = (place + 1, byte)
      default: return nil
      }
      followsCapital = false
    }
    return append(start..<text.count, sign, to: &words) ? hasCapitals : nil
  }

  /// Appends what stands between two blanks: a word, or nothing, where no sign is before it.
  private static func append(_ range: Range<Int>, _ sign: UInt8, to words: inout [Word]) -> Bool {
    if range.isEmpty { return sign == 0 }
    return append(Word(term: range, range: range, sign: sign), to: &words)
  }
}
