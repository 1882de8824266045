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

    /// Where the term lies in ``PlainTerms/bytes``.
    package var term: Range<Int> { Int(termStart)..<Int(termEnd) }

    /// Where the word stands in the query, in bytes of UTF-8, without its sign.
    package var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// 16: queries of more words are read another way.
  package static let mostWords = 16

  /// 65,535: offsets have 16 bits.
  private static let mostBytes = Int(UInt16.max)

  package private(set) var bytes: [UInt8] = []

  /// In the order of the query.
  package private(set) var words: [Word] = []

  /// 4: most queries have no more words.
  private static let usualCount = 4

  init(byteCount: Int) {
    bytes.reserveCapacity(byteCount)
    words.reserveCapacity(Self.usualCount)
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
  /// Reads letters and digits of ASCII between blanks, for an analyzer to which what stands between blanks is
  /// a word, and the word its term.
  ///
  /// - Parameters:
  ///   - hasSigns: whether a word may have a `+` or `-` before it.
  ///   - folds: whether the term of a word is the word in small letters.
  /// - Returns: `nil` where anything else is in the text, or it is too long.
  init?(ofASCII text: Span<UInt8>, hasSigns: Bool, folds: Bool) {
    // A longer term would be cut.
    guard text.count <= TermMaker.longestTerm else { return nil }
    // Else the standard library would write a length of 0 to what all empty arrays share.
    if text.isEmpty { return }
    words.reserveCapacity(Self.usualCount)
    bytes.append(addingCapacity: text.count) { copy in
      for place in text.indices {
        let byte = text[place]
        copy.append(folds && byte &- 0x41 < 26 ? byte | 0x20 : byte)
      }
    }
    var place = 0
    while place < text.count {
      if text[place] == 0x20 {
        place += 1
        continue
      }
      let sign = hasSigns ? Self.passSign(in: text, &place) : 0
      let start = place
      while place < text.count, text[place] != 0x20 {
        let byte = text[place]
        guard (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 else { return nil }
        place += 1
      }
      guard start < place, append(start..<place, range: start..<place, sign: sign) else {
        return nil
      }
    }
  }
}
