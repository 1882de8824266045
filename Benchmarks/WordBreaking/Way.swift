import QuernAnalysis
import QuernModel

/// A way over texts that is measured.
struct Way {
  static let own = "own"
  static let icu = "ICU"
  static let bigram = "bigram"
  static let chain = "chain/"
  static let standard = chain + "standard"
  static let english = chain + "english"

  var name: String
  var go: ([String]) throws -> Words

  /// The ways that make sense for a corpus.
  static func all(for corpus: Corpus) throws -> [Way] {
    let breaker = try ICUWordBreaker()
    var ways = [
      Way(name: own) { words($0, UnicodeWordBreaker()) },
      Way(name: icu) { words($0, breaker) },
      try chain("standard"),
    ]
    if corpus.hasPairs {
      ways.append(Way(name: bigram) { words($0, BigramBreaker(inner: UnicodeWordBreaker())) })
    }
    if corpus.name == "english" { ways.append(try chain("english")) }
    return ways
  }

  /// From bytes to numbers of terms: a session that is new for each run.
  private static func chain(_ name: String) throws -> Way {
    let analyzer = try Analyzer(named: name)
    return Way(name: chain + name) { try terms($0, analyzer) }
  }

  @inline(never)
  private static func words(_ texts: [String], _ breaker: some WordBreaker) -> Words {
    var breaker = breaker
    var all = Words()
    var some: [Range<Int>] = []
    for text in texts {
      let bytes = text.utf8Span.span
      breaker.begin()
      var goesOn = true
      while goesOn {
        goesOn = breaker.next(bytes, into: &some)
        all.count += some.count
        for word in some { all.sum = all.sum &* 31 &+ word.lowerBound &+ word.count << 32 }
      }
    }
    return all
  }

  @inline(never)
  private static func terms(_ texts: [String], _ analyzer: Analyzer) throws -> Words {
    let session = AnalysisSession()
    var batch = TokenBatch()
    var all = Words()
    for text in texts {
      batch.removeAll()
      batch.beginField(.text)
      try session.append(text, with: analyzer, to: &batch)
      all.count += Int(batch.fields[0].nextPosition)
      all.sum &+= batch.terms.count
    }
    return all
  }
}
