import QuernModel
import QuernSearch

/// Answers queries from arrays of words, everything computed from scratch in the plainest way.
struct NaiveIndex {
  var documents: [NaiveDocument] = []

  /// The scores of all documents that match, by number.
  func scores(_ query: Query, _ parameters: SearchParameters) -> [Int: Double] {
    guard query.canMatch else { return [:] }
    return allScores(query, parameters).filter { !documents[$0.key].isDeleted }
  }

  /// The same, deleted documents included.
  private func allScores(_ query: Query, _ parameters: SearchParameters) -> [Int: Double] {
    let matches = query.clauses.map { clauseScores($0, parameters) }
    let clauses = zip(query.clauses, matches)
    let must = clauses.filter { $0.0.occurrence == .must }.map(\.1)
    let should = clauses.filter { $0.0.occurrence == .should }.map(\.1)
    let mustNot = clauses.filter { $0.0.occurrence == .mustNot }.map(\.1)
    let least = query.atLeast ?? (must.isEmpty ? 1 : 0)

    var scores: [Int: Double] = [:]
    for number in documents.indices {
      guard must.allSatisfy({ $0[number] != nil }) else { continue }
      guard should.count(where: { $0[number] != nil }) >= least else { continue }
      guard !mustNot.contains(where: { $0[number] != nil }) else { continue }
      scores[number] = (must + should).reduce(0) { $0 + ($1[number] ?? 0) }
    }
    return scores
  }

  /// The scores of all documents with a clause, deleted ones included.
  private func clauseScores(_ clause: Clause, _ parameters: SearchParameters) -> [Int: Double] {
    switch clause.content {
    case .group(let query): return allScores(query, parameters)
    case .all:
      let numbers = documents.indices.filter { number in
        clause.field.map { documents[number].words[$0] != nil } ?? true
      }
      return Dictionary(uniqueKeysWithValues: numbers.map { ($0, 0) })
    case .word(let terms) where parameters.ranking == .bm25f && clause.field == nil:
      return combinedScores(terms, clause, parameters)
    case .word, .phrase, .proximity, .pattern, .values:
      return leafScores(clause, parameters)
    }
  }

  private func leafScores(_ clause: Clause, _ parameters: SearchParameters) -> [Int: Double] {
    var scores: [Int: Double] = [:]
    for field in clause.field.map({ [$0] }) ?? Array(parameters.weights.keys) {
      let lengths = documents.compactMap { $0.words[field]?.count }
      let average = Double(lengths.reduce(0, +)) / Double(lengths.count)
      let boost = Double(parameters.weights[field] ?? 1) * Double(clause.boost)
      for part in parts(of: clause.content, field) {
        let idf = part.documentFrequencies.reduce(0) {
          $0
            + BM25.idf(
              documentFrequency: UInt64($1), documentCount: UInt64(lengths.count))
        }
        for (number, document) in documents.enumerated() {
          guard let words = document.words[field] else { continue }
          let tf = part.frequency(words)
          guard tf > 0 else { continue }
          let length = Double(LengthCode.decode(LengthCode.encode(UInt32(words.count))))
          let (k1, b) = (Double(parameters.k1), Double(parameters.b))
          let saturation = (k1 + 1) * tf / (tf + k1 * (1 - b + b * length / average))
          scores[number, default: 0] += boost * part.weight * idf * saturation
        }
      }
    }
    return scores
  }

  /// What is scored as one term.
  private struct Part {
    /// One for each word whose idf counts.
    var documentFrequencies: [Int]
    var weight = 1.0
    var frequency: ([Int: String]) -> Double
  }

  private func parts(of content: Clause.Content, _ field: FieldName) -> [Part] {
    switch content {
    case .word(let terms):
      let wanted = terms.map { String(decoding: $0, as: UTF8.self) }
      return [part(of: wanted, field)]
    case .phrase(let phrase):
      let words = phrase.map { word in
        (Int(word.offset), word.terms.map { String(decoding: $0, as: UTF8.self) })
      }
      return [
        Part(documentFrequencies: words.map { mostFrequent($0.1, field) }) { text in
          Double(
            text.keys.count { start in
              words.allSatisfy { offset, terms in
                text[start + offset].map(terms.contains) ?? false
              }
            })
        }
      ]
    case .proximity(let proximity):
      let words = proximity.words.map { terms in
        terms.map { String(decoding: $0, as: UTF8.self) }
      }
      return [
        Part(documentFrequencies: words.map { mostFrequent($0, field) }) {
          NaiveProximity(proximity).frequency($0)
        }
      ]
    case .pattern(let pattern):
      let vocabulary = Set(documents.flatMap { $0.words[field].map { Array($0.values) } ?? [] })
      let naive = NaivePattern(pattern)
      return (0...2).compactMap { edits in
        let terms = vocabulary.filter { naive.edits(of: $0) == edits }
        if terms.isEmpty { return nil }
        var part = part(of: Array(terms), field)
        part.weight = naive.closeness(edits)
        return part
      }
    case .all, .values, .group: return []
    }
  }

  private func part(of terms: [String], _ field: FieldName) -> Part {
    Part(documentFrequencies: [mostFrequent(terms, field)]) { text in
      Double(text.values.count { terms.contains($0) })
    }
  }

  private func mostFrequent(_ terms: [String], _ field: FieldName) -> Int {
    terms.map { term in
      documents.count { $0.words[field]?.values.contains(term) ?? false }
    }.max() ?? 0
  }
}
