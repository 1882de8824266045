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

  /// The plain OR and a word, all documents and those of the middle half and the middle tenth by date.
  static func filtered(by dates: [String]) -> [QueryType] {
    let sorted = dates.sorted()
    guard sorted.count > 10 else { return [] }
    func middle(_ share: Double) -> String {
      let (low, high) = (0.5 - share / 2, 0.5 + share / 2)
      let count = Double(sorted.count)
      return " date:\(sorted[Int(low * count)])..\(sorted[Int(high * count)])"
    }
    let (half, tenth) = (middle(0.5), middle(0.1))
    return [
      QueryType(name: "OR, half of the dates") { $0.anyOfTwo() + half },
      QueryType(name: "OR, a tenth of the dates") { $0.anyOfTwo() + tenth },
      QueryType(name: "one word") { $0.word() },
      QueryType(name: "one word, half of the dates") { $0.word() + half },
      QueryType(name: "one word, a tenth of the dates") { $0.word() + tenth },
    ]
  }
}
