import QuernModel

/// Knows the term number of every word that one analyzer met: words are normalised and stemmed once.
///
/// Maps words as they are written to numbers of a table of terms, which several memos may share.
/// It is only a short cut, so that it may be emptied at any time.
package struct WordMemo {
  /// Longer words in bytes are not remembered: they rarely come twice.
  package static let longestRememberedWord = 128

  private let maker: TermMaker
  private var words = WordTable()
  /// The words without a ``WordKey``, and by their numbers there the numbers of their terms.
  private var longWords = ByteStringTable()
  private var longWordTerms: [UInt32] = []
  private var term: [UInt8] = []
  private var places = Array(repeating: WordLookup.Place(), count: WordLookup.wordsPerPass)
  /// The indices of words that were not in the table.
  private var missed: [Int] = []

  package init(_ maker: TermMaker) { self.maker = maker }

  package var memoryByteCount: Int {
    words.memoryByteCount + longWords.memoryByteCount + longWordTerms.capacity * 4 + term.capacity
      + missed.capacity * 8 + places.capacity * MemoryLayout<WordLookup.Place>.stride
  }

  /// Puts the number of each word's term in its place in `numbers`, or ``TokenBatch/noTerm`` if
  /// nothing is left of the word.
  ///
  /// New terms are added to `terms`. There may be room for more numbers than there are words.
  package mutating func find(
    _ found: [Range<Int>], of text: Span<UInt8>, in terms: inout ByteStringTable,
    into numbers: inout [UInt32]
  ) {
    Self.makeRoom(for: found.count, 0, in: &numbers)
    Self.makeRoom(for: found.count, 0, in: &missed)
    let missedCount = recall(found, of: text, into: &numbers)
    for place in 0..<missedCount {
      let index = missed[place]
      numbers[index] = number(of: text.extracting(found[index]), in: &terms)
    }
  }

  /// Forgets all words and gives their memory back.
  package mutating func removeAll() {
    words.removeAll()
    longWords.removeAll()
    longWordTerms = []
  }

  /// Notes the numbers of known words and the indices of others.
  ///
  /// - Returns: the number of those others.
  private mutating func recall(
    _ found: [Range<Int>], of text: Span<UInt8>, into numbers: inout [UInt32]
  ) -> Int {
    unsafe text.withUnsafeBytes { text in
      unsafe words.slots.withUnsafeBufferPointer { slots in
        unsafe missed.withUnsafeMutableBufferPointer { missed in
          unsafe places.withUnsafeMutableBufferPointer { places in
            unsafe numbers.withUnsafeMutableBufferPointer { numbers in
              unsafe found.withUnsafeBufferPointer { found in
                // SAFETY: nothing outlives the closures; the breaker gave ranges of this text.
                let lookup = unsafe WordLookup(
                  text, slots, words.seed, places)
                return unsafe lookup?.recall(found, into: numbers, missed: missed) ?? 0
              }
            }
          }
        }
      }
    }
  }

  /// The number of the term of a word that may be known or not.
  private mutating func number(
    of word: Span<UInt8>, in terms: inout ByteStringTable
  ) -> UInt32 {
    if let key = WordKey(word) {
      // The word may have come twice since the look-up.
      if let number = words.number(of: key) { return number }
      let number = lowerCased(key, in: &terms) ?? intern(word, in: &terms)
      words.insert(key, number: number)
      return number
    }
    guard word.count <= Self.longestRememberedWord else { return intern(word, in: &terms) }
    let known = longWords.count
    let entry = longWords.insert(word)
    if entry == known { longWordTerms.append(intern(word, in: &terms)) }
    return longWordTerms[entry]
  }

  /// The number of a word of ASCII that is its own term but for case, or differs from a known one in
  /// the case of letters, where that is all one: looking up costs less than stemming.
  private func lowerCased(_ key: WordKey, in terms: inout ByteStringTable) -> UInt32? {
    guard maker.foldsASCII, let lower = key.lowerCasedASCII else { return nil }
    if maker.onlyFoldsASCII && !lower.mayHold(UInt8(ascii: "'")) {
      return UInt32(truncatingIfNeeded: terms.insert(lower))
    }
    return lower == key ? nil : words.number(of: lower)
  }

  private mutating func intern(_ word: Span<UInt8>, in terms: inout ByteStringTable) -> UInt32 {
    maker.make(&term, of: word)
    return term.isEmpty
      ? TokenBatch.noTerm : UInt32(truncatingIfNeeded: terms.insert(term.span))
  }

  private static func makeRoom<Element>(
    for count: Int, _ filler: Element, in room: inout [Element]
  ) {
    guard room.count < count else { return }
    room.append(contentsOf: repeatElement(filler, count: count - room.count))
  }
}
