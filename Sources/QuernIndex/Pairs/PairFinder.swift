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

  /// So many tokens are looked through at a time: what an array may have too much is bounded by that.
  private static let tokensAtOnce = 1 << 18

  /// The pairs, as ``FrequentWords/findPairs(tokenCount:_:)`` finds them.
  ///
  /// Up to twice as many as are wanted are kept: then those of fewer words are among them.
  func find(documentCount: Int) -> FoundPairs {
    var words = frequentWords(documentCount: documentCount)
    var known: (logs: [PairLog], words: [UInt32])?
    let found = words.findPairs(tokenCount: UInt64(log.tokenCount)) { words, wanted -> [PairLog]? in
      let numbers = words.words.map(\.number)
      if let before = known?.words {
        let kept = before.map { word in numbers.firstIndex(of: word).map(UInt16.init) }
        for index in known?.logs.indices ?? 0..<0 { known?.logs[index].keepPairs(of: kept) }
        known?.words = numbers
      } else {
        known = occurrences(of: words, limit: 2 * wanted).map { ($0, numbers) }
      }
      guard let known, known.logs.reduce(0, { $0 + $1.count }) <= wanted else { return nil }
      return known.logs
    }
    return FoundPairs(words: words, occurrences: PairOccurrences(found))
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
