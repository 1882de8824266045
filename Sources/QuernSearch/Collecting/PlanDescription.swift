import QuernCodec
import QuernIndex
import QuernModel

/// Says in words how a query is answered, with what each choice rests on.
struct PlanDescription {
  private let snapshot: IndexSnapshot
  private let plan: QueryPlan
  private let parameters: SearchParameters

  init(_ snapshot: IndexSnapshot, _ plan: QueryPlan, _ parameters: SearchParameters) {
    self.snapshot = snapshot
    self.plan = plan
    self.parameters = parameters
  }

  /// A line for the query, then some for each segment.
  func lines() throws(SearchError) -> [String] {
    if let reason = plan.emptyReason {
      return ["nothing is opened: \(Self.text(of: reason))"]
    }
    if let tree = plan.tree {
      return ["one document after another, in all segments:"] + Self.describe(tree)
    }
    var lines = clauses("required", plan.required) + clauses("optional", plan.optional)
    lines += clauses("excluded", plan.prohibited)
    lines += plan.conditions.all.map { condition in
      let field = condition.clause.field.map { "\($0):" } ?? ""
      return "condition: \(condition.isNegated ? "not " : "")\(field)"
        + Explainer.name(of: condition.clause.content)
    }
    for (number, segment) in snapshot.segments.enumerated() {
      lines.append("segment \(segment.name), \(segment.documentCount) documents:")
      lines += try describe(segment, number).map { "  " + $0 }
    }
    return lines
  }

  private func clauses(_ kind: String, _ groups: [PlannedGroup]) -> [String] {
    groups.flatMap { group in
      group.members.map { member in
        let frequencies = member.words.map { "\($0.documentFrequency)" }
        let times = group.multiplicity > 1 ? ", \(group.multiplicity) times" : ""
        return "\(kind): \(Self.name(of: member)), in \(frequencies.joined(separator: ", "))"
          + " documents, weight \(readable(Double(member.weight.weight)))\(times)"
      }
    }
  }

  private func describe(
    _ segment: SegmentReader, _ number: Int
  ) throws(SearchError) -> [String] {
    var lines: [String] = []
    if parameters.limit > 0 {
      switch try OpenedLists.open(plan, in: segment, number: number) {
      case .noMatch: return ["no document can match"]
      case .unsuitable:
        lines.append(
          "document by document, by the rarest clause or by MAXSCORE: a phrase has a word of "
            + "several forms, a word very many, or weights lie too far apart")
      case .lists(let opened): lines += try describe(opened)
      }
    }
    if parameters.countsTotal {
      lines.append("count: " + (try describeCount(segment, number)))
    }
    return lines
  }

  private func describe(_ opened: OpenedLists) throws(SearchError) -> [String] {
    let lists = opened.lists
    let names = try OpenedLists.names(plan, number: opened.segment)
    func describe(_ list: Int) -> String {
      "\(names[list]): \(lists.cost(of: list)) postings, bound \(readable(lists.listBound(of: list)))"
    }
    if lists.count == 1 {
      return ["one list, blocks whose bound is too low passed over", describe(0)]
    }
    if opened.isIntersection {
      let executor = IntersectionExecutor(opened)
      let way = executor.scoresFirst ? "scored, then looked up" : "looked up, then scored"
      return ["intersection: blocks of the shortest list, \(way) in the others"]
        + executor.order.map(describe) + opened.prohibited.map { "without " + describe($0) }
    }
    let executor = ListExecutor(opened)
    var lines: [String]
    if opened.required.isEmpty {
      lines = ["union by MAXSCORE: lists without which no document can enter are added up"]
    } else {
      let required = executor.requiredCost
      let optional = opened.optional.reduce(0) { $0 + lists.cost(of: $1) }
      lines = [
        "the rarest required clause leads (\(required) postings), until the optional lists that "
          + "are needed are shorter (all \(optional))"
      ]
    }
    lines += opened.required.joined().map { "required " + describe($0) }
    lines += executor.optionalOrder.reversed().map(describe)
    return lines + opened.prohibited.map { "without " + describe($0) }
  }

  private func describeCount(
    _ segment: SegmentReader, _ number: Int
  ) throws(SearchError) -> String {
    if let word = CountedWord(plan, in: segment, number: number), let known = word.knownCount {
      return "\(known), \(word.isInDictionary ? "from the dictionary" : "counted before")"
    }
    switch try OpenedLists.open(plan, in: segment, number: number) {
    case .noMatch: return "0"
    case .unsuitable: return "document by document"
    case .lists(let opened):
      if let known = opened.counted?.knownCount { return "\(known), counted before" }
      let names = try OpenedLists.names(plan, number: number)
      switch ListCounter(opened).way {
      case .length(let list): return "the length of \(names[list])"
      case .fields(let list):
        return "documents of the fields of \(names[list]) looked up in the longest"
      case .lookingUp(let lead, let others):
        return others.isEmpty && opened.prohibited.isEmpty
          ? "documents of \(names[lead]), block by block"
          : "documents of \(names[lead]) looked up in the others"
      case .union(let longest): return "a set of bits beside the longest list, \(names[longest])"
      case .bits: return "sets of bits"
      }
    }
  }

  /// The terms as they stand in the index; `|` separates those of one word.
  static func name(of member: PlannedMember) -> String {
    let words = member.words.map { word in
      word.terms.map { String(decoding: $0.term, as: UTF8.self) }.joined(separator: "|")
    }
    let text = words.joined(separator: " ")
    return "\(member.field):" + (member.isPhrase ? "“\(text)”" : text)
  }

  private static func text(of reason: EmptyReason) -> String {
    switch reason {
    case .noWords: "the query has no word"
    case .onlyExclusions: "the query only excludes"
    case .requiredWordMissing: "no document has a required word"
    case .allWordsMissing: "no document has any of the words"
    }
  }
}

extension Searcher {
  /// Says how a query is answered: clauses, executors and what they cost, a line each.
  ///
  /// - Throws: ``SearchError``.
  package func describePlan(
    _ query: Query, _ parameters: SearchParameters
  ) throws(SearchError) -> [String] {
    try parameters.validate()
    var planner = Planner(snapshot, parameters)
    return try PlanDescription(snapshot, try planner.plan(query), parameters).lines()
  }
}
