import QuernModel
import QuernSearch
import QuernTestSupport

/// Makes small corpora of short words, and queries of every type that find something in them.
struct RandomTrees {
  var random: SeededGenerator
  private var vocabulary: [String] = []

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    let letters = ["a", "b", "c", "a", "b", "é", "я"]
    vocabulary = (0..<pick(3...20)).map { _ in
      (0..<pick(1...5)).map { _ in letters[pick(0...6)] }.joined()
    }
  }

  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func chance(_ percent: Int) -> Bool { pick(1...100) <= percent }

  // MARK: Corpora

  /// An index of one to three segments, some documents deleted.
  mutating func index() throws -> IndexedCorpus {
    var corpus = try IndexedCorpus()
    var deleted: [Int] = []
    for _ in 0..<pick(1...3) {
      let documents = (0..<pick(1...15)).map { _ in document() }
      for place in documents.indices where place % 5 == 4 && chance(50) {
        deleted.append(corpus.naive.documents.count + place)
      }
      try corpus.commit(documents)
    }
    if chance(50) { try corpus.commit([document()], deleting: deleted) }
    return corpus
  }

  /// An index of two segments with several windows of documents, of which there are but some dozens of
  /// kinds, and many without a word.
  mutating func wideIndex() throws -> IndexedCorpus {
    var corpus = try IndexedCorpus()
    let kinds = (0..<40).map { _ in document() }
    let none = NaiveDocument(fields: [:])
    for count in [pick(4_000...9_000), pick(1...300)] {
      let share = pick(1...99)
      try corpus.commit((0..<count).map { _ in chance(share) ? kinds[pick(0...39)] : none })
    }
    try corpus.commit([none], deleting: (0..<50).map { $0 * 70 + 3 })
    return corpus
  }

  private mutating func document() -> NaiveDocument {
    var fields: [FieldName: [[String]]] = [:]
    for (field, most) in [(FieldName.title, 3), (.text, 12)] where !chance(15) {
      fields[field] = (0..<pick(1...2)).map { _ in (0..<pick(0...most)).map { _ in word() } }
    }
    return NaiveDocument(fields: fields)
  }

  mutating func word() -> String {
    let place = Double.random(in: 0..<1, using: &random)
    return vocabulary[Int(place * place * Double(vocabulary.count))]
  }

  // MARK: Queries

  /// A tree as a text is parsed to: a list, or one expression.
  mutating func expression() -> QueryExpression {
    if chance(30) { return leaf() }
    return QueryExpression(.group(group(depth: 0)))
  }

  private mutating func group(depth: Int) -> QueryGroup {
    let parts = (0..<pick(2...4)).map { _ in part(depth: depth) }
    let optional = parts.count { $0.occurrence == .should }
    let atLeast = depth > 0 && optional > 1 && chance(40) ? pick(1...optional) : nil
    return QueryGroup(parts, atLeast: atLeast)
  }

  private mutating func part(depth: Int) -> QueryGroup.Part {
    let occurrence: QueryGroup.Occurrence = chance(60) ? .should : chance(60) ? .must : .mustNot
    guard depth < 3, chance(35) else { return .init(occurrence, leaf()) }
    var inner = QueryExpression(.group(group(depth: depth + 1)), boost: boost())
    if chance(20) { inner.field = chance(50) ? .title : .text }
    if chance(10) {
      inner = QueryExpression(.group(QueryGroup([.init(.mustNot, leaf())])))
    }
    return .init(occurrence, inner)
  }

  private mutating func boost() -> Float { chance(80) ? 1 : [0.5, 2, 3.25][pick(0...2)] }

  private mutating func leaf() -> QueryExpression {
    let field: FieldName? = chance(75) ? nil : [.title, .text, FieldName("none")][pick(0...2)]
    return QueryExpression(kind(), field: field, boost: boost())
  }

  private mutating func kind() -> QueryExpression.Kind {
    switch pick(0...13) {
    case 0...2: .text(word())
    case 3: .phrase("\(word()) \(word())", slop: 0)
    case 4: .phrase((0..<pick(2...3)).map { _ in word() }.joined(separator: " "), slop: pick(1...4))
    case 5: .near((0..<pick(2...3)).map { _ in word() }, gaps: pick(0...3), ordered: chance(50))
    case 6: .wildcard(String(word().prefix(pick(1...3))) + "*")
    case 7: .wildcard(wildcard())
    case 8: .fuzzy(word(), edits: 1)
    case 9: .fuzzy(word(), edits: 2)
    case 10: .regex(regex())
    case 11: .terms(range())
    case 12: .all
    default: .text("absent")
    }
  }

  private mutating func wildcard() -> String {
    var pieces = word().unicodeScalars.map { String($0) }
    pieces[pick(0...pieces.count - 1)] = ["*", "?"][pick(0...1)]
    // A ? at the end of a word is punctuation, and a word of signs alone has no letter.
    return pieces.joined() + ["a", "b", "*a"][pick(0...2)]
  }

  private mutating func regex() -> String {
    let atoms = ["a", "b", "c", "é", ".", "[ab]", "[^a]", "[a-cя]", "(a|bc)", "(ab?c*)"]
    let signs = ["", "", "*", "+", "?", "{2}", "{0,2}", "{1,}"]
    return (0..<pick(1...4)).map { _ in
      atoms[pick(0...atoms.count - 1)] + signs[pick(0...signs.count - 1)]
    }.joined()
  }

  private mutating func range() -> TermRange {
    TermRange(
      chance(20) ? nil : word(), chance(20) ? nil : word(), includesLower: chance(50),
      includesUpper: chance(50))
  }

  mutating func parameters() -> SearchParameters {
    var parameters = SearchParameters()
    parameters.limit = 10_000
    parameters.weights = chance(50) ? [.title: 1, .text: 1] : [.title: 2.5, .text: 0.5]
    parameters.b = [0, 0.4, 1][pick(0...2)]
    parameters.ranking = chance(50) ? .bm25 : .bm25f
    return parameters
  }
}
