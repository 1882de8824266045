import QuernModel
import QuernSearch
import QuernTestSupport

/// Makes small corpora and queries that find something in them.
struct RandomCorpus {
  var random: SeededGenerator

  /// How many distinct words there are; the first ones are the most frequent.
  private var vocabulary = 10

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// An index of one to four segments; one in ten has lists of several blocks.
  mutating func index() throws -> IndexedCorpus {
    vocabulary = Int.random(in: 2...24, using: &random)
    let isLarge = Int.random(in: 0..<10, using: &random) == 0
    var corpus = try IndexedCorpus()
    var deleted: [Int] = []
    for _ in 0..<Int.random(in: 1...(isLarge ? 2 : 4), using: &random) {
      let count = Int.random(in: isLarge ? 130...300 : 1...25, using: &random)
      let documents = (0..<count).map { _ in document(isLarge: isLarge) }
      // Up to 1 in 5: of more than 3 in 10, the merge policy writes the segment anew, and the
      // statistics change.
      for place in documents.indices where place % 5 == 4 && Bool.random(using: &random) {
        deleted.append(corpus.naive.documents.count + place)
      }
      try corpus.commit(documents)
    }
    if Bool.random(using: &random) {
      try corpus.commit([document(isLarge: false)], deleting: deleted)
    }
    return corpus
  }

  private mutating func word() -> String {
    // Squaring makes the low numbers frequent.
    let place = Double.random(in: 0..<1, using: &random)
    return "w\(Int(place * place * Double(vocabulary)))"
  }

  private mutating func document(isLarge: Bool) -> NaiveDocument {
    var fields: [FieldName: [[String]]] = [:]
    for (field, most) in [(FieldName.title, 4), (.text, isLarge ? 6 : 60)] {
      guard Int.random(in: 0..<6, using: &random) > 0 else { continue }
      fields[field] = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        (0..<Int.random(in: 0...most, using: &random)).map { _ in word() }
      }
    }
    return NaiveDocument(fields: fields)
  }

  mutating func query() -> Query {
    let count = Int.random(in: 1...5, using: &random)
    return Query(clauses: (0..<count).map { _ in clause() })
  }

  private mutating func clause() -> Clause {
    let occurrences: [Clause.Occurrence] = [.should, .should, .should, .must, .mustNot]
    let fields: [FieldName?] = [nil, nil, .title, .text, FieldName("none")]
    let field = Int.random(in: 0..<20, using: &random)
    return Clause(
      occurrences.randomElement(using: &random) ?? .should, content(),
      field: fields[min(field / 3, field == 19 ? 4 : 3)])
  }

  private mutating func content() -> Clause.Content {
    let term = Array(word().utf8)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return .word([term, Array(word().utf8)])
    case 1: return .word([Array("absent".utf8)])
    case 2, 3, 4:
      var offset: UInt32 = 0
      var words = [PhraseWord([term], offset: 0)]
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        offset += Int.random(in: 0..<5, using: &random) == 0 ? 2 : 1
        words.append(PhraseWord([Array(word().utf8)], offset: offset))
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        let place = Int.random(in: words.indices, using: &random)
        words[place].terms.append(Array((Bool.random(using: &random) ? word() : "absent").utf8))
      }
      return .phrase(words)
    default: return .word([term])
    }
  }

  mutating func parameters() -> SearchParameters {
    var parameters = SearchParameters()
    parameters.limit = [1, 2, 3, 10, 2_000].randomElement(using: &random) ?? 1
    parameters.offset = [0, 0, 0, 1, 5].randomElement(using: &random) ?? 0
    parameters.k1 = [0, 0.9, 1.2, 5].randomElement(using: &random) ?? 0
    parameters.b = [0, 0.4, 0.75, 1].randomElement(using: &random) ?? 0
    let weights: [[FieldName: Float]] = [
      [.title: 1, .text: 1], [.title: 2.5, .text: 0.5], [.text: 1], [.title: 0.001, .text: 30],
    ]
    parameters.weights = weights.randomElement(using: &random) ?? [:]
    parameters.ranking = Bool.random(using: &random) ? .bm25 : .bm25f
    return parameters
  }
}
