/// The analyzer that suits a language.
enum LanguageAnalyzer {
  /// The names of Vietnamese.
  private static let vietnamese: Set<String> = ["vi", "vie", "vietnamese"]

  /// The name of the analyzer for a language that a document names or that was guessed; `nil` where
  /// there is none of its own.
  static func name(of language: String) -> String? {
    if let stemming = Stemming(language: language) { return stemming.rawValue }
    let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return vietnamese.contains(primary) ? "vietnamese" : nil
  }
}
