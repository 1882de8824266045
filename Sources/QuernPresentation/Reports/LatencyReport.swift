/// How long queries took.
package struct LatencyReport: Sendable, Hashable {
  /// One percentile with its time in nanoseconds.
  package struct Percentile: Sendable, Hashable {
    /// Such as `p99.9`, or `max`.
    package var name: String
    package var nanoseconds: Int

    package init(name: String, nanoseconds: Int) {
      self.name = name
      self.nanoseconds = nanoseconds
    }
  }

  /// The number of different queries.
  package var queries: Int

  /// How often each was measured.
  package var repetitions: Int

  /// The number of documents that one round of all queries finds.
  package var hits: Int

  /// Rising.
  package var percentiles: [Percentile]

  package var queriesPerSecond: Double

  package init(
    queries: Int, repetitions: Int, hits: Int, percentiles: [Percentile], queriesPerSecond: Double
  ) {
    self.queries = queries
    self.repetitions = repetitions
    self.hits = hits
    self.percentiles = percentiles
    self.queriesPerSecond = queriesPerSecond
  }

  /// The report as a table.
  package var text: String {
    let queryCount = Figures.count(queries, "query", "queries")
    var table = Table()
    table.rightAligned = [1]
    for percentile in percentiles {
      table.add(percentile.name, Figures.duration(nanoseconds: percentile.nanoseconds))
    }
    return """
      \(queryCount), \(Figures.grouped(repetitions)) times each, \(Figures.count(hits, "hit"))
      \(table.text)\(Figures.fixed(queriesPerSecond, decimals: 0)) queries/s

      """
  }

  /// The report as one JSON object; times in microseconds.
  package var record: JSONValue {
    .object([
      .init("type", .string("summary")),
      .init("queries", .integer(queries)),
      .init("repeat", .integer(repetitions)),
      .init("hits", .integer(hits)),
      .init(
        "microseconds",
        .object(percentiles.map { .init($0.name, .double(Double($0.nanoseconds) / 1e3)) })),
      .init("queriesPerSecond", .double((queriesPerSecond * 10).rounded() / 10)),
    ])
  }
}
