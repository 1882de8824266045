import Quern

/// A way to index the documents and to ask the queries.
struct Way {
  var name: String
  var analyzer = "auto"
  var options = SearchOptions()

  /// The same settings, two analyses.
  static let analyzers = [
    Way(name: "standard", analyzer: "standard"), Way(name: "auto"),
  ]

  /// The same analysis; each way changes one thing of the one before, the last is the default.
  static let rankings = [
    Way(name: "fields, .9/.4, all words", options: .with(.bm25, 0.9, 0.4, allWords: true)),
    Way(name: "no stop words", options: .with(.bm25, 0.9, 0.4)),
    Way(name: "BM25F", options: .with(.bm25f, 0.9, 0.4)),
    Way(name: "1.5/.75, title 1.5", options: .with(.bm25f, 1.5, 0.75, title: 1.5)),
    Way(name: "1.2/.75", options: .with(.bm25f, 1.2, 0.75)),
    Way(name: "1.2/.75, title 2", options: .with(.bm25f, 1.2, 0.75, title: 2)),
  ]
}

extension SearchOptions {
  fileprivate static func with(
    _ ranking: Ranking, _ k1: Float, _ b: Float, title: Float = 1, allWords: Bool = false
  ) -> SearchOptions {
    SearchOptions(
      k1: k1, b: b, ranking: ranking, weights: [.title: title, .text: 1],
      leavesOutStopWords: !allWords)
  }
}
