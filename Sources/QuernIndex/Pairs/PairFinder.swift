import QuernCodec

/// Finds the pairs of a field that is being built, in its tokens as they came.
///
/// One pass over the log: a sixteenth of what it costs to read the words' lists and to bring them
/// together, as merges have to.
struct PairFinder {
  let log: TokenLog
  let tokens: SortedTokens
  let terms: TermArena
  let threads: Int

  /// The pairs, as ``FrequentWords/findPairs(tokenCount:_:)`` would find them.
  ///
  /// Up to twice as many as are wanted are kept: then those of fewer words are among them.
  func find(documentCount: Int) -> FoundPairs {
    var words = frequentWords(documentCount: documentCount)
    let wanted = PairFormat.mostOccurrences(tokenCount: UInt64(log.tokenCount))
    var found = occurrences(of: words, limit: 2 * wanted)
    while found.count > wanted, !words.words.isEmpty {
      let isWhole = found.count <= 2 * wanted
      let before = words.words.map(\.number)
      words.halve()
      if isWhole {
        let kept = words.words.map(\.number)
        found.keepPairs(of: before.map { word in kept.firstIndex(of: word).map(UInt16.init) })
      } else {
        found = occurrences(of: words, limit: 2 * wanted)
      }
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

  private func occurrences(of words: FrequentWords, limit: Int) -> PairLog {
    var numbers = [UInt8](repeating: 0, count: terms.count)
    for (number, word) in words.words.enumerated() {
      numbers[Int(word.number)] = UInt8(number) + 1
    }
    let shares = log.shares(threads)
    var all = PairLog()
    ParallelWork.inOrder(shares.count, threads: threads) { [log, numbers] share in
      var found = PairLog()
      found.find(log, shares[share], numbers, limit: limit)
      return found
    } consume: {
      all.append($0)
    }
    return all
  }
}
