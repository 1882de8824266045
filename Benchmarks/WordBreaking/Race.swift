import QuernAnalysis

/// Several ways over the same texts, taking turns.
struct Race {
  let name: String
  let texts: [String]
  let ways: [Way]

  init(_ corpus: Corpus, _ texts: [String]) throws {
    name = corpus.name
    self.texts = texts
    ways = try Way.all(for: corpus)
  }

  var byteCount: Int { texts.reduce(0) { $0 + $1.utf8.count } }

  /// The best time of each way, by its name, and the number of words.
  func run(_ runs: Int) throws -> RaceResult {
    var best: [String: Duration] = [:]
    var words: [String: Words] = [:]
    let clock = ContinuousClock()
    for _ in 0..<runs {
      for way in ways {
        var found = Words()
        let time = try clock.measure { found = try way.go(texts) }
        best[way.name] = min(best[way.name] ?? time, time)
        words[way.name] = found
      }
      try check(words)
    }
    return RaceResult(
      corpus: name, byteCount: byteCount, wordCount: words[Way.own]?.count ?? 0, times: best)
  }

  /// Both breakers have the same words, and the chains took as many.
  private func check(_ words: [String: Words]) throws {
    precondition(words[Way.own] == words[Way.icu], "\(name): the breakers differ")
    for (way, found) in words where way.hasPrefix(Way.chain) {
      precondition(found.count == words[Way.own]?.count, "\(name): \(way) lost words")
    }
  }
}
