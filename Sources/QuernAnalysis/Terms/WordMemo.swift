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
  private var metWordWithoutTerm = false
  /// The words that are looked up next.
  private var places = Array(repeating: WordPlaces.Place(), count: WordPlaces.wordsAtOnce)
  /// The indices of words that were not in the table.
  private var missed = Array(repeating: 0, count: WordPlaces.wordsAtOnce)

  package init(_ maker: TermMaker) { self.maker = maker }

  package var memoryByteCount: Int {
    words.memoryByteCount + longWords.memoryByteCount + longWordTerms.capacity * 4 + term.capacity
      + missed.capacity * 8 + places.capacity * MemoryLayout<WordPlaces.Place>.stride
  }

  /// Adds the words that `find` finds in a text to the current field of a batch, and their new terms
  /// to `terms`.
  mutating func append(
    _ text: Span<UInt8>, to batch: inout TokenBatch, numbering terms: inout SessionTerms,
    find: (inout WordPlaces) -> Void
  ) {
    let count = place(text, find)
    batch.append(wordCount: count) { numbers in
      recall(count, of: text, in: &terms, into: &numbers)
      return metWordWithoutTerm
    }
  }

  /// The number of each word's term, or ``TokenBatch/noTerm`` if nothing is left of the word.
  ///
  /// New terms are added to `terms`.
  ///
  /// - Parameter numbers: the first take the place of what is there, and it grows where there are more.
  package mutating func numbers(
    of found: [Range<Int>], of text: Span<UInt8>, in terms: inout SessionTerms,
    into numbers: inout [UInt32]
  ) {
    if numbers.count < found.count {
      numbers.append(contentsOf: repeatElement(0, count: found.count - numbers.count))
    }
    unsafe numbers.withUnsafeMutableBufferPointer { room in
      // SAFETY: the span does not outlive the closure; what it writes over are plain numbers.
      var numbers = unsafe OutputSpan(buffer: room, initializedCount: 0)
      while numbers.count < found.count {
        let count = place(text) { places in
          var next = numbers.count
          while next < found.count, !places.isFull {
            places.appendAny(found[next].lowerBound, found[next].upperBound)
            next += 1
          }
        }
        recall(count, of: text, in: &terms, into: &numbers)
      }
      _ = unsafe numbers.finalize(for: room)
    }
  }

  /// Forgets all words and gives their memory back.
  package mutating func removeAll() {
    words.removeAll()
    longWords.removeAll()
    longWordTerms = []
  }

  /// Replaces the words that are looked up next.
  ///
  /// - Returns: their number.
  private mutating func place(_ text: Span<UInt8>, _ find: (inout WordPlaces) -> Void) -> Int {
    words.withSlots { slots in
      unsafe text.withUnsafeBytes { text in
        unsafe places.withUnsafeMutableBufferPointer { room in
          // SAFETY: the value does not outlive the closures.
          guard var places = unsafe WordPlaces(text, slots, room) else { return 0 }
          find(&places)
          return places.count
        }
      }
    }
  }

  /// Appends the number of the term of each of the words that were placed.
  private mutating func recall(
    _ count: Int, of text: Span<UInt8>, in terms: inout SessionTerms,
    into numbers: inout OutputSpan<UInt32>
  ) {
    let first = numbers.count
    let missedCount = recall(count, into: &numbers, terms)
    guard missedCount > 0 else { return }
    var new = numbers.mutableSpan
    for order in 0..<missedCount {
      let index = missed[order]
      let place = places[index]
      // A word that was missed may have come before among those.
      if order > 0, place.hasKey, let number = words.number(of: place.key) {
        new[first + index] = number
      } else {
        new[first + index] = number(ofNew: place, of: text, in: &terms)
      }
    }
  }

  /// Appends the numbers of known words, and anything for others, whose indices it notes.
  ///
  /// - Returns: the number of those others.
  private mutating func recall(
    _ count: Int, into numbers: inout OutputSpan<UInt32>, _ terms: borrowing SessionTerms
  ) -> Int {
    precondition(count <= min(places.count, missed.count, numbers.freeCapacity))
    let foldsASCII = maker.foldsASCII
    return words.withSlots { slots in
      unsafe places.withUnsafeBufferPointer { places in
        unsafe missed.withUnsafeMutableBufferPointer { missed in
          unsafe numbers.withUnsafeMutableBufferPointer { numbers, end in
            var missedCount = 0
            // SAFETY: there is room for as many words, as was asked for above.
            for index in 0..<count {
              let place = unsafe places[index]
              if let number = slots.number(of: place.key, at: place.offset) {
                unsafe numbers[end &+ index] = number
                continue
              }
              unsafe numbers[end &+ index] = 0
              unsafe missed[missedCount] = index
              missedCount &+= 1
              if foldsASCII { Self.prefetch(place, slots, terms) }
            }
            end &+= count
            return missedCount
          }
        }
      }
    }
  }

  /// Asks for the memory in which a word that is not in the table is looked for next.
  @inline(never)
  private static func prefetch(
    _ place: WordPlaces.Place, _ slots: WordSlots, _ terms: borrowing SessionTerms
  ) {
    guard place.hasKey, let lower = place.key.lowerCasedASCII else { return }
    terms.prefetch(lower)
    if !(lower == place.key) { slots.prefetch(slots.offset(of: lower)) }
  }

  /// The number of the term of a word that is not in the table.
  private mutating func number(
    ofNew place: WordPlaces.Place, of text: Span<UInt8>, in terms: inout SessionTerms
  ) -> UInt32 {
    let word = text.extracting(place.range)
    if place.hasKey {
      let number = lowerCased(place.key, in: &terms) ?? intern(word, in: &terms)
      words.insert(place.key, number: number)
      return number
    }
    guard word.count <= Self.longestRememberedWord else { return intern(word, in: &terms) }
    let known = longWords.count
    let entry = longWords.insert(word)
    if entry == known { longWordTerms.append(intern(word, in: &terms)) }
    return longWordTerms[entry]
  }

  /// The number of a word of ASCII that is its own term but for case, or whose stem is that of
  /// itself in small letters, or that differs from a known one in the case of letters, where that is
  /// all one: looking up costs less than stemming.
  private mutating func lowerCased(
    _ key: WordKey, in terms: inout SessionTerms
  ) -> UInt32? {
    guard maker.foldsASCII, let lower = key.lowerCasedASCII else { return nil }
    let hasApostrophe = lower.mayHold(UInt8(ascii: "'"))
    if maker.onlyFoldsASCII && !hasApostrophe {
      return terms.insert(lower)
    }
    if !(lower == key), let number = words.number(of: lower) { return number }
    guard maker.stemsFoldedASCII && !hasApostrophe else { return nil }
    // No rule is for a word that ends in a digit.
    if lower.endsInDigit { return terms.insert(lower) }
    lower.write(to: &term)
    EnglishStemmer.stem(&term)
    return terms.insert(term.span)
  }

  private mutating func intern(_ word: Span<UInt8>, in terms: inout SessionTerms) -> UInt32 {
    maker.make(&term, of: word)
    guard !term.isEmpty else {
      metWordWithoutTerm = true
      return TokenBatch.noTerm
    }
    return terms.insert(term.span)
  }
}
