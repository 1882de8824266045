import QuernModel
import QuernSearch

extension NaiveIndex {
  /// The scores of a word over several fields by BM25F, from its formula.
  func combinedScores(
    _ terms: [[UInt8]], _ clause: Clause, _ parameters: SearchParameters
  ) -> [Int: Double] {
    let wanted = terms.map { String(decoding: $0, as: UTF8.self) }
    let (k1, b) = (Double(parameters.k1), Double(parameters.b))
    var documentCount = 0
    var documentFrequency = 0
    var sums: [Int: Double] = [:]
    for (field, weight) in parameters.weights {
      let lengths = documents.compactMap { $0.words[field]?.count }
      let average = Double(lengths.reduce(0, +)) / Double(max(1, lengths.count))
      documentCount = max(documentCount, lengths.count)
      for term in wanted {
        let frequency = documents.count { $0.words[field]?.values.contains(term) == true }
        documentFrequency = max(documentFrequency, frequency)
      }
      for (number, document) in documents.enumerated() {
        guard let words = document.words[field] else { continue }
        let tf = words.values.count { wanted.contains($0) }
        guard tf > 0 else { continue }
        let length = Double(LengthCode.decode(LengthCode.encode(UInt32(words.count))))
        sums[number, default: 0] += Double(weight) * Double(tf) / (1 - b + b * length / average)
      }
    }
    let idf = BM25.idf(
      documentFrequency: UInt64(documentFrequency), documentCount: UInt64(documentCount))
    return sums.mapValues { Double(clause.boost) * idf * (k1 + 1) * $0 / (k1 + $0) }
  }
}
