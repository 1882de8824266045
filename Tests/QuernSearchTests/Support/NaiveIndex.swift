import QuernModel
import QuernSearch

/// Answers queries from arrays of words, everything computed from scratch in the plainest way.
struct NaiveIndex {
  var documents: [NaiveDocument] = []

  /// The scores of all documents that match, by number.
  func scores(_ query: Query, _ parameters: SearchParameters) -> [Int: Double] {
    let matches = query.clauses.map { clauseScores($0, parameters) }
    let clauses = zip(query.clauses, matches)
    let must = clauses.filter { $0.0.occurrence == .must }.map(\.1)
    let should = clauses.filter { $0.0.occurrence == .should }.map(\.1)
    let mustNot = clauses.filter { $0.0.occurrence == .mustNot }.map(\.1)

    var scores: [Int: Double] = [:]
    for number in documents.indices where !documents[number].isDeleted {
      guard must.allSatisfy({ $0[number] != nil }) else { continue }
      guard !must.isEmpty || should.contains(where: { $0[number] != nil }) else { continue }
      guard !mustNot.contains(where: { $0[number] != nil }) else { continue }
      scores[number] = (must + should).reduce(0) { $0 + ($1[number] ?? 0) }
    }
    return scores
  }

  /// The scores of all documents with a clause, deleted ones included.
  private func clauseScores(_ clause: Clause, _ parameters: SearchParameters) -> [Int: Double] {
    var scores: [Int: Double] = [:]
    for field in clause.field.map({ [$0] }) ?? Array(parameters.weights.keys) {
      let lengths = documents.compactMap { $0.words[field]?.count }
      let average = Double(lengths.reduce(0, +)) / Double(lengths.count)
      let weight = Double(parameters.weights[field] ?? 1) * idf(clause, field, lengths.count)
      for (number, document) in documents.enumerated() {
        guard let words = document.words[field] else { continue }
        let tf = Double(frequency(clause, words))
        guard tf > 0 else { continue }
        let length = Double(LengthCode.decode(LengthCode.encode(UInt32(words.count))))
        let (k1, b) = (Double(parameters.k1), Double(parameters.b))
        let saturation = (k1 + 1) * tf / (tf + k1 * (1 - b + b * length / average))
        scores[number, default: 0] += weight * saturation
      }
    }
    return scores
  }

  private func idf(_ clause: Clause, _ field: FieldName, _ documentCount: Int) -> Double {
    func idf(_ n: Int) -> Double {
      BM25.idf(documentFrequency: UInt64(n), documentCount: UInt64(documentCount))
    }
    func idf(_ terms: [[UInt8]]) -> Double {
      idf(terms.map { documentFrequency($0, field) }.max() ?? 0)
    }
    return switch clause.content {
    case .word(let terms): idf(terms)
    case .phrase(let words): words.reduce(0) { $0 + idf($1.terms) }
    }
  }

  private func documentFrequency(_ term: [UInt8], _ field: FieldName) -> Int {
    let word = String(decoding: term, as: UTF8.self)
    return documents.count { $0.words[field]?.values.contains(word) ?? false }
  }

  private func frequency(_ clause: Clause, _ words: [Int: String]) -> Int {
    switch clause.content {
    case .word(let terms):
      let wanted = terms.map { String(decoding: $0, as: UTF8.self) }
      return words.values.count { wanted.contains($0) }
    case .phrase(let phrase):
      let wanted = phrase.map { word in
        (Int(word.offset), word.terms.map { String(decoding: $0, as: UTF8.self) })
      }
      return words.keys.count { start in
        wanted.allSatisfy { offset, terms in words[start + offset].map(terms.contains) ?? false }
      }
    }
  }
}
