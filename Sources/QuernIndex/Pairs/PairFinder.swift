import QuernCodec

/// Finds the pairs of a field that is being built, in its tokens as they came.
///
/// One pass over the log costs far less than to read the words' lists and to bring them together, as
/// merges have to.
struct PairFinder {
  let log: TokenLog
  let tokens: SortedTokens
  let terms: TermArena
  let threads: Int

  /// Words that are frequent in a longer field.
  var others: Set<[UInt8]> = []

  /// So many tokens are looked through at a time: what an array may have too much is bounded by that.
  private static let tokensAtOnce = 1 << 18

  /// The pairs, as ``FrequentWords/findPairs(tokenCount:_:)`` finds them.
  ///
  /// Up to twice as many as are wanted are kept: then those of fewer words are among them.
  func find(documentCount: Int) -> FoundPairs {
    var words = frequentWords(documentCount: documentCount)
    var known: (logs: [PairLog], counts: [Int], words: [UInt32])?
    let found = words.findPairs(tokenCount: UInt64(log.tokenCount)) {
      words, wanted -> PairOccurrences? in
      if known == nil, let logs = occurrences(of: words, limit: 2 * wanted) {
        known = (logs, PairOccurrences.counts(of: logs), words.words.map(\.number))
      }
      guard let known else { return nil }
      let numbers = Self.numbers(known.words, words)
      guard Self.count(known.counts, numbers) <= wanted else { return nil }
      return PairOccurrences(known.logs, counts: known.counts, numbers: numbers)
    }
    return FoundPairs(words: words, occurrences: found)
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
    var words = FrequentWords(documentCount: documentCount, others: others)
    for (group, term) in tokens.terms.enumerated() {
      let count = tokens.tokenCount(of: group)
      guard count >= words.least || isOther(term) else { continue }
      let entry = TermEntry(
        documentFrequency: UInt32(clamping: tokens.documentFrequency(of: group)),
        totalFrequency: UInt64(count), postingsOffset: 0, positionsOffset: 0)
      words.append(FrequentWords.Word(term: Array(terms[Int(term)]), entry: entry, number: term))
    }
    return words
  }

  private func isOther(_ term: UInt32) -> Bool {
    !others.isEmpty && others.contains(Array(terms[Int(term)]))
  }

  /// - Returns: `nil` where there are more than the limit: then those that were found take no more
  ///   memory than if there were as many, whatever the number of threads.
  private func occurrences(of words: FrequentWords, limit: Int) -> [PairLog]? {
    var numbers = [UInt8](repeating: 0, count: terms.count)
    for (number, word) in words.words.enumerated() {
      numbers[Int(word.number)] = UInt8(number) + 1
    }
    let shares = log.shares(max(threads, log.tokenCount / Self.tokensAtOnce))
    let together = PairLimit(limit)
    var all: [PairLog] = []
    ParallelWork.inOrder(shares.count, threads: threads) { [log, numbers] share in
      var found = PairLog()
      found.find(log, shares[share], numbers, limit: together)
      found.trim()
      return found
    } consume: {
      all.append($0)
    }
    return together.isExceeded ? nil : all
  }
}
