package import QuernModel

/// The records of a search as JSON, one to a line: hits, then a summary.
package enum SearchRecords {
  /// `{"type":"hit","rank":…,"key":…,"path":…,"title":…,"score":…,"snippet":…,"matches":[[…,…]],
  /// "fields":{…}}`, with `"explanation"` where the hit has one, and `"more"` where it stands for others.
  ///
  /// The matches are what of the snippet matched, as ranges of bytes of its UTF-8.
  /// Path, title and snippet are `null` where there is none.
  ///
  /// - Parameter queryID: the name of the query where there are several: `"id"`, after the type.
  package static func hit(_ hit: Hit, queryID: String? = nil) -> JSONValue {
    let document = hit.document
    let snippet = hit.snippet.map { CollapsedText($0.text, matches: $0.matches) }
    var members: [JSONValue.Member] = [
      .init("type", .string("hit")),
      .init("rank", .integer(hit.rank)),
      .init("key", .string(document.key.rawValue)),
      .init("path", optional(document.source?.path)),
      .init("title", optional(document[.title])),
      .init("score", .float(hit.score)),
      .init("snippet", optional(snippet?.text)),
      .init("matches", ranges(snippet?.matches ?? [])),
      .init("fields", fields(of: document)),
    ]
    if let queryID { members.insert(.init("id", .string(queryID)), at: 1) }
    if let more = hit.collapsedCount { members.append(.init("more", .integer(more))) }
    if let explanation = hit.explanation {
      members.append(.init("explanation", Self.explanation(explanation)))
    }
    return .object(members)
  }

  /// `{"type":"summary","query":…,"total":…,"microseconds":…}`, with `"next":…`, the cursor behind the
  /// last hit, where the list may go on, `"notices":[…]` where there are, and
  /// `"didYouMean":{"query":…,"total":…}` where a query that is spelt otherwise finds more.
  package static func summary(
    query: String, total: Int?, microseconds: Int, next: String? = nil, notices: [String] = [],
    didYouMean: (query: String, total: Int)? = nil
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", .string("summary")),
      .init("query", .string(query)),
      .init("total", total.map { .integer($0) } ?? .null),
      .init("microseconds", .integer(microseconds)),
    ]
    if let next { members.append(.init("next", .string(next))) }
    if !notices.isEmpty {
      members.append(.init("notices", .array(notices.map { .string($0) })))
    }
    if let (query, total) = didYouMean {
      let meant: [JSONValue.Member] = [
        .init("query", .string(query)), .init("total", .integer(total)),
      ]
      members.append(.init("didYouMean", .object(meant)))
    }
    return .object(members)
  }

  /// `{"type":"answer","id":…,"query":…,"total":…}`, the last record of one of several queries; with
  /// `"error"` where it cannot be answered.
  package static func answer(
    queryID: String, query: String, total: Int?, error: String?
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", .string("answer")), .init("id", .string(queryID)),
      .init("query", .string(query)), .init("total", total.map { .integer($0) } ?? .null),
    ]
    if let error { members.append(.init("error", .string(error))) }
    return .object(members)
  }

  /// `{"type":"summary","queries":…,"hits":…,"errors":…,"microseconds":…}`, after several queries.
  package static func summary(
    queryCount: Int, hitCount: Int, errorCount: Int, microseconds: Int
  ) -> JSONValue {
    .object([
      .init("type", .string("summary")), .init("queries", .integer(queryCount)),
      .init("hits", .integer(hitCount)), .init("errors", .integer(errorCount)),
      .init("microseconds", .integer(microseconds)),
    ])
  }

  /// `{"type":"document","key":…,"path":…,"fields":{…}}`.
  ///
  /// - Parameter marks: what of each field's values a query matches: `"matches":{"title":[[[0,5]]]}`.
  package static func document(
    _ document: Document, marks: [(field: FieldName, marks: [[Range<Int>]])]? = nil
  ) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("type", .string("document")),
      .init("key", .string(document.key.rawValue)),
      .init("path", optional(document.source?.path)),
      .init("fields", fields(of: document)),
    ]
    if let marks {
      let fields = marks.map { field, values in
        JSONValue.Member(field.rawValue, .array(values.map(ranges)))
      }
      members.append(.init("matches", .object(fields)))
    }
    return .object(members)
  }

  /// `[[start,end],…]`.
  private static func ranges(_ ranges: [Range<Int>]) -> JSONValue {
    .array(ranges.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) })
  }

  /// `{"value":…,"summary":…,"details":[…]}`.
  static func explanation(_ explanation: Explanation) -> JSONValue {
    .object([
      .init("value", .double(explanation.value)),
      .init("summary", .string(explanation.summary)),
      .init("details", .array(explanation.details.map(Self.explanation))),
    ])
  }

  /// A field with one value is a string, one with several an array.
  private static func fields(of document: Document) -> JSONValue {
    .object(
      document.fields.map { field in
        guard field.values.count == 1, let value = field.values.first else {
          return .init(field.name.rawValue, .array(field.values.map { .string($0) }))
        }
        return .init(field.name.rawValue, .string(value))
      })
  }

  private static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
