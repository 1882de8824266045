/// Knows the term number of every word that was met: words are normalised and stemmed once.
///
/// Two tables: the interner numbers terms, the memo maps words as they are written to those
/// numbers. The memo is only a short cut, so that it is emptied when it grows too large.
package struct Vocabulary {
  /// The memory in bytes above which the memo is emptied: room for about 400,000 words.
  package static let largestMemo = 16 << 20

  /// Longer words in bytes are not remembered: they rarely come twice.
  package static let longestRememberedWord = 128

  private static let noTerm = UInt32.max

  private let maker: TermMaker
  private let largestMemo: Int
  private var terms = ByteStringTable()
  private var memo = ByteStringTable()
  /// By number of the memo: the term's number, or `noTerm`.
  private var memoTerms: [UInt32] = []
  private var term: [UInt8] = []

  package init(_ maker: TermMaker, largestMemo: Int = Vocabulary.largestMemo) {
    self.maker = maker
    self.largestMemo = largestMemo
  }

  /// The number of terms.
  package var termCount: Int { terms.count }

  /// The memory of the memo in bytes.
  package var memoByteCount: Int { memo.memoryByteCount + memoTerms.capacity * 4 }

  package var memoryByteCount: Int { memoByteCount + terms.memoryByteCount + term.capacity }

  /// The bytes of a term.
  package func bytes(ofTerm number: UInt32) -> ArraySlice<UInt8> { terms[Int(number)] }

  /// The number of a word's term, or `nil` if nothing is left of the word.
  ///
  /// A new term gets the former ``termCount`` as its number.
  package mutating func termNumber(of word: Span<UInt8>) -> UInt32? {
    guard word.count <= Self.longestRememberedWord else { return intern(word) }
    if memoByteCount > largestMemo { forgetWords() }
    let known = memo.count
    let entry = memo.insert(word)
    guard entry == known else {
      return memoTerms[entry] == Self.noTerm ? nil : memoTerms[entry]
    }
    let number = intern(word)
    memoTerms.append(number ?? Self.noTerm)
    return number
  }

  /// Forgets all words and terms: the next term is number 0.
  package mutating func removeAll() {
    forgetWords()
    terms.removeAll()
  }

  private mutating func forgetWords() {
    memo.removeAll()
    memoTerms = []
  }

  private mutating func intern(_ word: Span<UInt8>) -> UInt32? {
    maker.make(&term, of: word)
    let made = term
    return made.isEmpty ? nil : UInt32(truncatingIfNeeded: terms.insert(made.span))
  }
}
