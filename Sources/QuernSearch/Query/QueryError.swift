import QuernCodec
package import QuernModel

/// Why a query text cannot be read.
///
/// Offsets count bytes of its UTF-8.
package enum QueryError: Error, Sendable, Hashable {
  /// The text is longer than ``Query/maximumByteCount``.
  case tooLong(byteCount: Int)

  /// The text has more clauses than ``Query/maximumClauseCount``; `offset` is where the first one
  /// too many stands.
  case tooManyClauses(offset: Int)

  /// Groups lie deeper in each other than ``QueryExpression/maximumDepth``.
  case tooDeep(offset: Int)

  /// A field that the index does not have, and a known one whose name is almost the same.
  case unknownField(name: String, nearest: FieldName?, offset: Int)

  /// A bound that looks like a date, and that no calendar has.
  case noSuchDate(text: String, offset: Int)

  /// A bound that is no value of the type that the field has.
  case unsuitableBound(text: String, field: FieldName, type: FieldType, offset: Int)

  /// A range of a field that keeps no values.
  case noValues(field: FieldName?, offset: Int)

  /// A pattern whose automaton would have more than ``TermPattern/maximumStateCount`` states.
  case patternTooLarge(pattern: String, offset: Int)

  /// Patterns that look at more of the dictionaries than ``TermPattern/maximumWork`` allows.
  case patternsTooExpensive(offset: Int)

  /// What a lenient reader passes over, and the query as it is then read.
  case refused(message: String, repaired: String, offset: Int)
}

extension QueryError {
  /// Where in the query text the fault is, in bytes of UTF-8.
  package var offset: Int {
    switch self {
    case .tooLong: Query.maximumByteCount
    case .tooManyClauses(let offset), .tooDeep(let offset), .unknownField(_, _, let offset),
      .noSuchDate(_, let offset), .noValues(_, let offset), .patternTooLarge(_, let offset),
      .unsuitableBound(_, _, _, let offset),
      .patternsTooExpensive(let offset), .refused(_, _, let offset):
      offset
    }
  }
}

extension QueryError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLong(let byteCount):
      "the query has \(byteCount) bytes, at most \(Query.maximumByteCount) are read: shorten it"
    case .tooManyClauses(let offset):
      "the query has more than \(Query.maximumClauseCount) words and phrases "
        + "(at byte \(offset)): leave some out"
    case .tooDeep(let offset):
      "parentheses lie more than \(QueryExpression.maximumDepth) deep in each other "
        + "(at byte \(offset)): leave some out"
    case .unknownField(let name, let nearest?, let offset):
      "no field '\(name)' (at byte \(offset)): did you mean '\(nearest):'? "
        + "Put quotes around words with a colon"
    case .unknownField(let name, nil, let offset):
      "no field '\(name)' (at byte \(offset)): put quotes around words with a colon"
    case .noSuchDate(let text, let offset): Self.noSuchDate(text, offset)
    case .noValues(let field?, let offset):
      "field '\(field)' is text, which is searched by its words and not compared (at byte "
        + "\(offset)): put quotes around words with .. or a comparison sign; quern stats shows the "
        + "types of fields"
    case .unsuitableBound(let text, let field, let type, let offset):
      "'\(text)' is no \(type.rawValue), and field '\(field)' has \(type.rawValue)s (at byte "
        + "\(offset)): compare it with one\(Self.example(of: type))"
    case .noValues(nil, let offset):
      "a range of values needs a field (at byte \(offset)): write field:1..5"
    case .patternTooLarge(let pattern, let offset):
      "the pattern \(pattern) has more than \(TermPattern.maximumStateCount) states "
        + "(at byte \(offset)): shorten it or repeat less"
    case .patternsTooExpensive(let offset):
      "the patterns look at more than \(TermPattern.maximumWork) letters of the index's words "
        + "(at byte \(offset)): begin them with more letters, or use fewer"
    case .refused(let message, let repaired, let offset):
      "\(message) (at byte \(offset)): it would be read as \(repaired)"
    }
  }

  private static func example(of type: FieldType) -> String {
    switch type {
    case .flag: ": true or false"
    case .number: ", such as 500 or 2.5"
    case .date: ", such as 2025-07-22, 2025-07 or 2025"
    case .keyword, .text: ""
    }
  }

  private static func noSuchDate(_ text: String, _ offset: Int) -> String {
    let parts = text.split(separator: "-").prefix(3).compactMap { Int64($0) }
    var reason = ""
    if parts.count >= 2, !(1...12).contains(parts[1]) {
      reason = ": a year has 12 months"
    } else if parts.count == 3 {
      reason = ": that month has \(DateSpan.dayCount(parts[0], parts[1])) days"
    }
    return "\(text) is no date (at byte \(offset))\(reason)"
  }
}
