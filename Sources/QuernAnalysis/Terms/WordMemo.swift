/// Knows the term number of every word that one analyzer met: words are normalised and stemmed once.
///
/// Maps words as they are written to numbers of a table of terms, which several memos may share.
/// It is only a short cut, so that it may be emptied at any time.
package struct WordMemo {
  /// Longer words in bytes are not remembered: they rarely come twice.
  package static let longestRememberedWord = 128

  private static let noTerm = UInt32.max

  private let maker: TermMaker
  private var words = ByteStringTable()
  /// By number of the word: the term's number, or `noTerm`.
  private var numbers: [UInt32] = []
  private var term: [UInt8] = []

  package init(_ maker: TermMaker) { self.maker = maker }

  package var memoryByteCount: Int {
    words.memoryByteCount + numbers.capacity * 4 + term.capacity
  }

  /// The number of a word's term, or `nil` if nothing is left of the word.
  ///
  /// A new term is added to `terms`.
  package mutating func termNumber(of word: Span<UInt8>, in terms: inout ByteStringTable) -> UInt32?
  {
    guard word.count <= Self.longestRememberedWord else { return intern(word, in: &terms) }
    let known = words.count
    let entry = words.insert(word)
    guard entry == known else { return numbers[entry] == Self.noTerm ? nil : numbers[entry] }
    let number = intern(word, in: &terms)
    numbers.append(number ?? Self.noTerm)
    return number
  }

  /// Forgets all words and gives their memory back.
  package mutating func removeAll() {
    words.removeAll()
    numbers = []
  }

  private mutating func intern(_ word: Span<UInt8>, in terms: inout ByteStringTable) -> UInt32? {
    maker.make(&term, of: word)
    let made = term
    return made.isEmpty ? nil : UInt32(truncatingIfNeeded: terms.insert(made.span))
  }
}
