package import QuernModel

/// How many hits have which values, for people and for programs.
package struct FacetLayout: Sendable {
  package var field: FieldName

  /// `year`, `month` or `day`; `nil` where each value is counted for itself.
  package var interval: String?
  package var buckets: [(value: String, count: Int)]
  package var distinct: Int
  package var missing: Int

  package init(
    field: FieldName, interval: String? = nil, buckets: [(value: String, count: Int)],
    distinct: Int, missing: Int
  ) {
    self.field = field
    self.interval = interval
    self.buckets = buckets
    self.distinct = distinct
    self.missing = missing
  }

  /// A line for the field, then one for each value, indented.
  package var text: String {
    var table = Table()
    table.rightAligned = [1]
    for (value, count) in buckets { table.add("  " + value, Figures.grouped(count)) }
    if distinct > buckets.count {
      table.add("  (\(Figures.grouped(distinct - buckets.count)) more)", "")
    }
    if missing > 0 { table.add("  (none)", Figures.grouped(missing)) }
    let name = DisplayText.line(field.rawValue) + (interval.map { " by \($0)" } ?? "")
    return "\(name)\n\(table.text)"
  }

  /// `facet`, field, value and count, separated by tabs: a line for each value.
  package var lines: [String] {
    buckets.map { value, count in
      [
        "facet", DisplayText.cell(field.rawValue), DisplayText.cell(value), String(count),
      ].joined(separator: "\t")
    }
  }

  /// `{"type":"facet","field":…,"interval":…,"values":[{"value":…,"count":…}],"distinct":…,
  /// "missing":…}`.
  package var record: JSONValue {
    .object([
      .init("type", .string("facet")), .init("field", .string(field.rawValue)),
      .init("interval", interval.map { .string($0) } ?? .null),
      .init(
        "values",
        .array(
          buckets.map {
            .object([.init("value", .string($0.value)), .init("count", .integer($0.count))])
          })),
      .init("distinct", .integer(distinct)), .init("missing", .integer(missing)),
    ])
  }
}
