// Question: how fast does text become terms?
// Corpus: all indexed values of the corpus; of the scripts written without blanks (Chinese,
//   Japanese, Thai), which go through ICU's dictionaries, once more alone, and the others alone.
// Method: a run is one pass over all values with a new session, as a batch of documents makes it.
//   The number of tokens must equal that of the path that queries take.
// Run: make bench FILTER=analysis/

import QuernAnalysis
import QuernModel

/// Measures the analyzers.
struct AnalysisSuite {
  private let corpus: Corpus

  init(_ corpus: Corpus) { self.corpus = corpus }

  /// The names, with the analyzer and the texts that each is about.
  static let names = [
    "analysis/english", "analysis/standard", "analysis/whitespace", "analysis/english/blanks",
    "analysis/english/dictionaries",
  ]

  /// Makes the benchmark of a name, or none where the corpus has no such text.
  ///
  /// - Throws: what opening the analyzer throws.
  func benchmark(_ name: String) throws -> Benchmark? {
    let parts = name.split(separator: "/").map(String.init)
    var texts = corpus.texts
    if parts.count > 2 {
      let wantsDictionaries = parts[2] == "dictionaries"
      let chosen = texts.filter { Self.needsDictionaries($0) == wantsDictionaries }
      // A corpus of one kind is measured once.
      guard !chosen.isEmpty, chosen.count < texts.count else { return nil }
      texts = chosen
    }
    let analyzer = try Analyzer(named: parts[1])
    let tokenCount = texts.reduce(0) { $0 + analyzer.tokens(of: $1).count }
    return Benchmark(
      name: name, bytesPerRun: texts.reduce(0) { $0 + $1.utf8.count }, expected: [tokenCount]
    ) { _ in try Self.countTokens(of: texts, analyzer) }
  }

  private static func countTokens(of texts: [String], _ analyzer: Analyzer) throws -> Int {
    let session = AnalysisSession()
    var batch = TokenBatch()
    var count = 0
    for text in texts {
      batch.removeAll()
      batch.beginField(.text)
      try session.append(text, with: analyzer, to: &batch)
      batch.endValue()
      count += batch.terms.count
    }
    return count
  }

  /// Whether a tenth of the characters or more are Thai, kana or Han.
  private static func needsDictionaries(_ text: String) -> Bool {
    var (count, found) = (0, 0)
    for scalar in text.unicodeScalars {
      count += 1
      switch scalar.value {
      case 0x0E00...0x0E7F, 0x3040...0x30FF, 0x4E00...0x9FFF: found += 1
      default: continue
      }
    }
    return found * 10 >= max(count, 1)
  }
}
