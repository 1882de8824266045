/// Analyzers that have every kind of word breaking and stage between them.
enum AnalyzerSample {
  static let names = [
    "bigram", "english", "exact", "french", "german", "romanian", "serbian", "standard", "turkish",
    "whitespace", "yiddish",
  ]
}
