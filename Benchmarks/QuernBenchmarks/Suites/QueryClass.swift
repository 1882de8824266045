/// The classes of queries that are timed apart.
enum QueryClass: String, CaseIterable {
  case rareTerm = "term-rare"
  case commonTerm = "term-common"
  case disjunctionOfTwo = "or-2"
  case disjunctionOfFive = "or-5"
  case conjunctionOfTwo = "and-2"
  case phrase = "phrase"
  case requiredAndOptional = "required-optional"
  case requiredAndExcluded = "required-excluded"
  case countOfTerm = "count-term"
  case countOfDisjunction = "count-or-2"
  case countOfConjunction = "count-and-2"
  case page = "page"

  /// Queries of a class.
  private static let queryCount = 20

  var benchmarkName: String { "search/\(rawValue)" }

  /// How many documents are looked for; none where only the number is wanted.
  var limit: Int { isCount ? 0 : 10 }

  /// Whether all matches are counted.
  var countsTotal: Bool { isCount || self == .page }

  /// Whether the stored fields of the hits are read.
  var readsFields: Bool { self == .page }

  private var isCount: Bool {
    switch self {
    case .countOfTerm, .countOfDisjunction, .countOfConjunction: true
    default: false
    }
  }

  /// Draws queries; the same sampler gives the same ones.
  func queries(_ sampler: QuerySampler) -> [String] {
    var sampler = sampler
    var queries: [String] = []
    // A small corpus may have fewer than are wanted.
    for _ in 0..<(Self.queryCount * 10) where queries.count < Self.queryCount {
      if let query = query(&sampler), !queries.contains(query) { queries.append(query) }
    }
    return queries
  }

  private func query(_ sampler: inout QuerySampler) -> String? {
    switch self {
    case .rareTerm: sampler.rareWord()
    case .commonTerm, .countOfTerm: sampler.commonWord()
    case .disjunctionOfTwo, .countOfDisjunction, .page:
      sampler.wordsOfOneDocument(2)?.joined(separator: " ")
    case .disjunctionOfFive: sampler.wordsOfOneDocument(5)?.joined(separator: " ")
    case .conjunctionOfTwo, .countOfConjunction:
      sampler.wordsOfOneDocument(2).map { "+\($0[0]) +\($0[1])" }
    case .phrase: sampler.phrase().map { "\"\($0)\"" }
    case .requiredAndOptional: sampler.wordsOfOneDocument(2).map { "+\($0[0]) \($0[1])" }
    case .requiredAndExcluded: sampler.wordsOfOneDocument(2).map { "+\($0[0]) -\($0[1])" }
    }
  }
}
