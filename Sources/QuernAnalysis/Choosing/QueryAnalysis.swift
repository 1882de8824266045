import QuernModel

/// Analyses a query for an index that several analyzers wrote.
///
/// The analyzers cut words alike, so that word number *n* of one is word number *n* of all; each
/// word has the terms that documents of every language would have for it. A query gives too little
/// text to guess its language from, and the name of a city is searched in all of them anyway.
public struct QueryAnalysis: Sendable {
  /// What the query is analysed with.
  public let analyzers: [Analyzer]

  /// Joins analyzers.
  ///
  /// - Precondition: at least one, and all break words in the same way.
  public init(_ analyzers: [Analyzer]) {
    precondition(!analyzers.isEmpty, "a query needs an analyzer")
    precondition(
      analyzers.allSatisfy { $0.wordBreaking == analyzers[0].wordBreaking },
      "analyzers of one query break words alike")
    self.analyzers = analyzers
  }

  /// The words of a query.
  ///
  /// A word of which no analyzer leaves anything is left out, but takes a position.
  ///
  /// - Complexity: linear in the text, times the number of analyzers.
  public func words(of text: String) -> [QueryWord] {
    if analyzers.count == 1 { return analyzers[0].queryWords(of: text) }
    let ranges = analyzers[0].words(of: text)
    var terms: [[[UInt8]]] = Array(repeating: [], count: ranges.count)
    for analyzer in analyzers {
      for (position, term) in analyzer.terms(of: ranges, in: text).enumerated()
      where !term.isEmpty && !terms[position].contains(term) {
        terms[position].append(term)
      }
    }
    return ranges.indices.filter { !terms[$0].isEmpty }.map { position in
      QueryWord(terms: terms[position], range: ranges[position], position: position)
    }
  }

  /// What each analyzer makes of a part of a word, without stemming (``Analyzer/unstemmed(_:)``).
  public func unstemmed(_ part: String) -> [[UInt8]] { analyzers.map { $0.unstemmed(part) } }
}
