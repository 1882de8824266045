/// A type of queries.
struct QueryType: Sendable {
  let name: String
  let draw: @Sendable (inout QuerySampler) -> String

  /// The plain OR comes first: the others are told by how much longer they take.
  static let all: [QueryType] = [
    QueryType(name: "OR of two words") { $0.anyOfTwo() },
    QueryType(name: "AND of two words") { $0.allOfTwo() },
    QueryType(name: "phrase") { $0.phrase() },
    QueryType(name: "boolean") { $0.boolean() },
    QueryType(name: "phrase with moves") { $0.slop() },
    QueryType(name: "NEAR") { $0.near() },
    QueryType(name: "prefix") { $0.prefix() },
    QueryType(name: "wildcard") { $0.wildcard() },
    QueryType(name: "fuzzy") { $0.fuzzy() },
    QueryType(name: "regular expression") { $0.regex() },
    QueryType(name: "range of words") { $0.range() },
  ]
}
