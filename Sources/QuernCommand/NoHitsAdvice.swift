import Quern
import QuernPresentation

/// What to do when a query finds nothing.
struct NoHitsAdvice {
  /// So many words are looked up one by one, so that a huge query does not take long twice.
  private static let maximumWordCount = 16

  var snapshot: Snapshot
  var query: String

  /// The number of hits that there are; above 0 where `--offset` has passed over all of them.
  var total: Int

  /// What finds more.
  var meant: SpellingSuggestion?

  /// The lines for standard error.
  var text: String {
    guard total == 0 else {
      return "quern: there are only \(Figures.count(total, "hit")): --offset is beyond the last\n"
    }
    let hints = hints.map { "hint: \($0)\n" }.joined()
    return "quern: nothing found for: \(DisplayText.line(query))\n" + hints
  }

  private var hints: [String] {
    guard snapshot.documentCount > 0 else { return ["the index is empty: quern index PATH"] }
    if let meant { return ["did you mean: \(DisplayText.line(meant.query))"] }
    let words = words
    guard !words.isEmpty else { return ["a query needs a word that is to be found"] }
    var hints: [String] = []
    let unknown = words.filter(isUnknown)
    if !unknown.isEmpty {
      let names = unknown.map { DisplayText.line($0) }.joined(separator: ", ")
      hints.append("no article has: \(names); try another spelling")
    }
    let parts = query.split(whereSeparator: \.isWhitespace)
    if parts.contains(where: { $0.hasPrefix("+") }) {
      hints.append("try without +, which asks for articles that have the word")
    }
    if parts.contains(where: { $0.hasPrefix("-") }) {
      hints.append("try without -, which leaves out articles that have the word")
    }
    if query.contains("\"") { hints.append("try the words of the phrase without quotes") }
    return hints.isEmpty ? ["try other words, or fewer"] : hints
  }

  /// The words that are to be found, bare, each once.
  private var words: [String] {
    guard let expression = try? snapshot.expression(of: query) else { return [] }
    var words: [String] = []
    collect(expression, into: &words)
    return words
  }

  private func collect(_ expression: QueryExpression, into words: inout [String]) {
    func add(_ word: String) {
      guard words.count < Self.maximumWordCount, !words.contains(word) else { return }
      words.append(word)
    }
    switch expression.kind {
    case .text(let text): add(text)
    case .phrase(let text, _):
      for word in text.split(whereSeparator: \.isWhitespace) { add(String(word)) }
    case .near(let near, _, _): near.forEach(add)
    case .wildcard(let pattern): add(pattern)
    case .fuzzy, .regex, .terms, .values, .all: add(expression.description)
    case .group(let group):
      for part in group.parts where part.occurrence != .mustNot {
        collect(part.expression, into: &words)
      }
    }
  }

  /// A word of which nothing can be said counts as known.
  private func isUnknown(_ word: String) -> Bool {
    (try? snapshot.search(word, options: SearchOptions(limit: 1)))?.total == 0
  }
}
