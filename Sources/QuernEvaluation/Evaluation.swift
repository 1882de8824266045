/// The measures of a set of queries.
package struct Evaluation: Sendable, Hashable {
  /// The queries that were asked and judged, in the order of asking.
  package private(set) var queries: [String] = []

  /// The queries that were asked and that nobody judged: they count nowhere.
  package private(set) var unjudgedCount = 0

  private var values: [Measure: [Double]] = [:]

  package init() {}

  /// Takes in the results of a query, in any order.
  ///
  /// A query without results counts as 0.
  package mutating func add(
    _ query: String, _ results: [RankedDocument], _ judgements: Judgements
  ) {
    guard let relevances = judgements[query] else {
      unjudgedCount += 1
      return
    }
    queries.append(query)
    // Judgements and other results may come from files.
    let keys = RankedDocument.sorted(results.map(\.inFile)).map(\.key)
    for measure in Measure.allCases {
      values[measure, default: []].append(measure.value(of: keys, relevances))
    }
  }

  /// The values of a measure, one for each of ``queries``.
  package func values(of measure: Measure) -> [Double] { values[measure] ?? [] }

  /// The mean of a measure over ``queries``; 0 where there are none.
  package func mean(of measure: Measure) -> Double {
    let values = values(of: measure)
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
