import QuernModel
import QuernSearch

/// Finds the words of one value of a document that a query matches, in the plainest way.
struct NaiveMarks {
  struct Found {
    /// The positions that must be marked.
    var certain: Set<Int> = []

    /// Of words near each other: the positions of which some must be marked.
    var choices: [Set<Int>] = []
  }

  private let index: NaiveIndex
  private let document: Int
  private let field: FieldName
  private let text: [Int: String]
  private let parameters: SearchParameters

  init(
    _ index: NaiveIndex, _ document: Int, _ field: FieldName, _ words: [String],
    _ parameters: SearchParameters
  ) {
    self.index = index
    self.document = document
    self.field = field
    self.parameters = parameters
    text = Dictionary(uniqueKeysWithValues: words.enumerated().map { ($0, $1) })
  }

  /// - Parameter query: one that the document matches.
  func find(_ query: Query) -> Found {
    var found = Found()
    for clause in query.clauses where clause.occurrence != .mustNot {
      if case .group(let inner) = clause.content {
        guard index.scores(inner, parameters)[document] != nil else { continue }
        let more = find(inner)
        found.certain.formUnion(more.certain)
        found.choices += more.choices
      } else if clause.field ?? field == field {
        add(clause.content, to: &found)
      }
    }
    return found
  }

  private func add(_ content: Clause.Content, to found: inout Found) {
    switch content {
    case .word(let terms):
      let wanted = terms.map { String(decoding: $0, as: UTF8.self) }
      found.certain.formUnion(text.filter { wanted.contains($0.value) }.keys)
    case .pattern(let pattern):
      let naive = NaivePattern(pattern)
      found.certain.formUnion(text.filter { naive.edits(of: $0.value) != nil }.keys)
    case .phrase(let phrase):
      for start in text.keys {
        let places = phrase.map { start + Int($0.offset) }
        let stands = zip(places, phrase).allSatisfy { place, word in
          text[place].map { word.terms.contains(Array($0.utf8)) } ?? false
        }
        if stands { found.certain.formUnion(places) }
      }
    case .proximity(let proximity):
      found.choices.append(Set(NaiveProximity(proximity).assignments(text).flatMap { $0 }))
    case .all, .values, .group: break
    }
  }
}
