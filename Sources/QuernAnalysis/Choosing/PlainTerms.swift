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

  private var bytes: [UInt8] = []

  /// In the order of the query.
  package private(set) var words: [Word] = []

  /// 4: most queries have no more words.
  private static let usualCount = 4

  init(byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    words.reserveCapacity(Self.usualCount)
  }

  /// The term of a word.
  @_lifetime(borrow self)
  package borrowing func term(_ place: Int) -> Span<UInt8> {
    bytes.span.extracting(words[place].term)
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
    return append(start..<bytes.count, range: range, sign: sign)
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

  /// Takes bytes that are there as the next word's term.
  private mutating func append(_ term: Range<Int>, range: Range<Int>, sign: UInt8) -> Bool {
    guard words.count < Self.mostWords else { return false }
    words.append(Word(term: term, range: range, sign: sign))
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
    self.init(words: Array(text.utf8), folds: folds)
  }

  private init?(words text: [UInt8], folds: Bool) {
    words.reserveCapacity(Self.usualCount)
    let span = text.span
    var hasCapitals = false
    var place = 0
    while place < span.count {
      if span[place] == 0x20 {
        place += 1
        continue
      }
      let sign = Self.passSign(in: span, &place)
      let start = place
      var followsCapital = false
      while place < span.count {
        let byte = span[place]
        if byte &- 0x61 < 26 || byte &- 0x30 < 10 {
          followsCapital = false
        } else if byte == 0x20 {
          break
        } else if byte &- 0x41 < 26, !followsCapital {
          (followsCapital, hasCapitals) = (true, true)
        } else {
          return nil
        }
        place += 1
      }
      guard start < place, append(start..<place, range: start..<place, sign: sign) else {
        return nil
      }
    }
    bytes = text
    if folds, hasCapitals { fold() }
  }

  private mutating func fold() {
    for place in bytes.indices where bytes[place] &- 0x41 < 26 { bytes[place] |= 0x20 }
  }
}
