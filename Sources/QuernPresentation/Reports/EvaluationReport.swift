/// How good the hits of a set of queries are.
package struct EvaluationReport: Sendable, Hashable {
  /// One measure over all queries.
  package struct Measure: Sendable, Hashable {
    /// Such as `nDCG@10`.
    package var name: String
    package var mean: Double
    package var comparison: Comparison?

    package init(name: String, mean: Double, comparison: Comparison?) {
      self.name = name
      self.mean = mean
      self.comparison = comparison
    }
  }

  /// A measure of the same queries, asked in another way.
  package struct Comparison: Sendable, Hashable {
    package var mean: Double

    /// For how many queries the other way is better, and worse.
    package var betterCount: Int
    package var worseCount: Int

    /// How likely such a difference is by chance.
    package var chance: Double

    package init(mean: Double, betterCount: Int, worseCount: Int, chance: Double) {
      self.mean = mean
      self.betterCount = betterCount
      self.worseCount = worseCount
      self.chance = chance
    }
  }

  /// One query: its measures in the order of ``EvaluationReport/measures``.
  package struct Query: Sendable, Hashable {
    package var id: String
    package var values: [Double]
    package var compared: [Double]?

    package init(id: String, values: [Double], compared: [Double]?) {
      self.id = id
      self.values = values
      self.compared = compared
    }
  }

  package var measures: [Measure]
  package var queries: [Query]

  /// Queries without judgements.
  package var unjudgedCount: Int

  package init(measures: [Measure], queries: [Query], unjudgedCount: Int) {
    self.measures = measures
    self.queries = queries
    self.unjudgedCount = unjudgedCount
  }

  /// The measures as a table.
  package var text: String {
    var table = Table()
    table.rightAligned = [1, 2, 3, 4, 5]
    if measures.contains(where: { $0.comparison != nil }) {
      table.add("", "", "compared", "better", "worse", "p")
    }
    for measure in measures {
      var cells = [measure.name, Self.value(measure.mean)]
      if let comparison = measure.comparison {
        cells += [
          Self.value(comparison.mean), Figures.grouped(comparison.betterCount),
          Figures.grouped(comparison.worseCount), Figures.fixed(comparison.chance, decimals: 3),
        ]
      }
      table.add(cells)
    }
    let unjudged = unjudgedCount > 0 ? ", \(Figures.grouped(unjudgedCount)) not judged" : ""
    return "\(Figures.count(queries.count, "query", "queries"))\(unjudged)\n\(table.text)"
  }

  /// One object for each query, then a flat one for all: the mean of each measure by its name, and
  /// `NAME.compared`, `NAME.better`, `NAME.worse` and `NAME.p` where two ways were compared.
  package var records: [JSONValue] {
    queries.map(record) + [summary]
  }

  private func record(_ query: Query) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", .string("query")), .init("query", .string(query.id)),
    ]
    for (place, measure) in measures.enumerated() {
      members.append(.init(measure.name, .double(query.values[place])))
      if let compared = query.compared {
        members.append(.init("\(measure.name).compared", .double(compared[place])))
      }
    }
    return .object(members)
  }

  private var summary: JSONValue {
    var members: [JSONValue.Member] = [.init("type", .string("summary"))]
    for measure in measures {
      members.append(.init(measure.name, .double(measure.mean)))
      guard let comparison = measure.comparison else { continue }
      members += [
        .init("\(measure.name).compared", .double(comparison.mean)),
        .init("\(measure.name).better", .integer(comparison.betterCount)),
        .init("\(measure.name).worse", .integer(comparison.worseCount)),
        .init("\(measure.name).p", .double(comparison.chance)),
      ]
    }
    members += [
      .init("queries", .integer(queries.count)), .init("unjudged", .integer(unjudgedCount)),
    ]
    return .object(members)
  }

  private static func value(_ value: Double) -> String { Figures.fixed(value, decimals: 4) }
}
