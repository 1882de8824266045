import QuernCodec

/// Finds the pairs of a field that is being built, in its tokens as they came.
///
/// One pass over the log: a sixteenth of what it costs to read the words' lists and to bring them
/// together, as merges have to.
struct PairFinder {
  let log: TokenLog
  let tokens: SortedTokens
  let terms: TermArena

  /// The pairs, as ``FrequentWords/findPairs(tokenCount:_:)`` would find them.
  ///
  /// Up to twice as many as are wanted are kept: then those of fewer words are among them.
  func find(documentCount: Int) -> FoundPairs {
    var words = frequentWords(documentCount: documentCount)
    let wanted = PairFormat.mostOccurrences(tokenCount: UInt64(log.tokenCount))
    var found = occurrences(of: words, limit: 2 * wanted)
    while found.count > 2 * wanted, !words.words.isEmpty {
      words.halve()
      found = occurrences(of: words, limit: 2 * wanted)
    }
    let all = words.words.map(\.number)
    let counts = found.counts()
    while Self.count(counts, Self.numbers(all, words)) > wanted, !words.words.isEmpty {
      words.halve()
    }
    return FoundPairs(
      words: words,
      occurrences: PairOccurrences(found, counts: counts, numbers: Self.numbers(all, words)))
  }

  /// The number that each of some words has among those that are left; as many as there may be.
  private static func numbers(_ all: [UInt32], _ words: FrequentWords) -> [Int?] {
    let left = words.words.map(\.number)
    let numbers = all.map { left.firstIndex(of: $0) }
    return numbers + [Int?](repeating: nil, count: PairFormat.maximumWordCount - numbers.count)
  }

  /// How often the pairs of words with a number are there.
  private static func count(_ counts: [Int], _ numbers: [Int?]) -> Int {
    var count = 0
    for (pair, times) in counts.enumerated() {
      let words = pair.quotientAndRemainder(dividingBy: PairFormat.maximumWordCount)
      if numbers[words.quotient] != nil && numbers[words.remainder] != nil { count += times }
    }
    return count
  }

  private func frequentWords(documentCount: Int) -> FrequentWords {
    var words = FrequentWords(documentCount: documentCount)
    for (group, term) in tokens.terms.enumerated() {
      let count = tokens.tokenCount(of: group)
      guard count >= words.least else { continue }
      let entry = TermEntry(
        documentFrequency: UInt32(clamping: tokens.documentFrequency(of: group)),
        totalFrequency: UInt64(count), postingsOffset: 0, positionsOffset: 0)
      words.append(FrequentWords.Word(term: Array(terms[Int(term)]), entry: entry, number: term))
    }
    return words
  }

  private func occurrences(of words: FrequentWords, limit: Int) -> PairLog {
    var numbers = [UInt8](repeating: 0, count: terms.count)
    for (number, word) in words.words.enumerated() {
      numbers[Int(word.number)] = UInt8(number) + 1
    }
    var found = PairLog()
    for share in log.shares(1) { found.find(log, share, numbers, limit: limit) }
    return found
  }
}
