package import QuernAnalysis
import QuernCodec
import QuernIndex
package import QuernModel

extension Suggester {
  /// 25: so many words stand for a document, as in Lucene.
  private static let maximumWordCount = 25

  /// 1 MB: what is looked at of a document's text.
  private static let maximumTextSize = 1 << 20

  /// A term of a document.
  private struct Term: Hashable {
    var bytes: [UInt8]

    /// The field, where it has an analysis of its own.
    var field: FieldName?
  }

  /// How often a document has a term.
  private struct Occurrences {
    /// The number of occurrences in each field, by its weight.
    var frequency = 0.0
    var spellings: [[UInt8]: Int] = [:]
  }

  /// The query for documents that are like one: its most telling words, each by its weight.
  ///
  /// The way of Lucene's `MoreLikeThis` (`org.apache.lucene.queries.mlt`): of the words that another
  /// document has too, the 25 with the highest weights. The weight is that of BM25, which does not let
  /// one frequent word outweigh the others: what the word adds to the score of the document itself. So
  /// the score of a hit is the product of the two documents as vectors of such weights.
  ///
  /// - Throws: ``SearchError``.
  package func descriptiveQuery(
    of document: Document, stopWords: QueryStopWords
  ) throws(SearchError) -> (query: Query, words: [DescriptiveWord]) {
    try parameters.validate()
    var weighed: [(term: Term, spelling: String, weight: Double)] = []
    let occurrences = occurrences(in: document)
    let length = occurrences.reduce(0) { $0 + $1.value.frequency }
    for (term, found) in occurrences {
      let idf = try idf(of: term)
      guard idf > 0 else { continue }
      let model = BM25(k1: Double(parameters.k1), b: Double(parameters.b))
      let average = averageLength(of: term)
      let norm = model.norm(length: UInt32(clamping: Int(length)), averageLength: average)
      weighed.append(
        (term, Self.spelling(found), idf * model.saturation(frequency: found.frequency, norm: norm))
      )
    }
    weighed.sort { left, right in
      left.weight == right.weight
        ? left.term.bytes.lexicographicallyPrecedes(right.term.bytes)
        : left.weight > right.weight
    }
    let chosen = weighed.lazy.filter { !stopWords.contains($0.spelling) }
      .prefix(Self.maximumWordCount)
    let most = chosen.first?.weight ?? 1
    var query = Query()
    var words: [DescriptiveWord] = []
    for (term, spelling, weight) in chosen {
      let share = Float(weight / most)
      query.clauses.append(clause(term, boost: share))
      words.append(DescriptiveWord(word: spelling, weight: share))
    }
    return (query, words)
  }

  private func clause(_ term: Term, boost: Float) -> Clause {
    var clause = Clause(.should, .word([term.bytes]), field: term.field, boost: boost)
    // The term says nothing of fields that are analysed in another way.
    if term.field == nil {
      for own in analysis.ownFields { clause.ownContents[own] = .word([]) }
    }
    return clause
  }

  private func occurrences(in document: Document) -> [Term: Occurrences] {
    let analyzers = analysis.analyzers(of: document)
    var found: [Term: Occurrences] = [:]
    var rest = Self.maximumTextSize
    for field in document.fields where field.isIndexed {
      guard let weight = parameters.weights[field.name] else { continue }
      let own = analysis.ownFields.contains(field.name) ? field.name : nil
      for value in field.values where rest > 0 {
        let bytes = Array(value.utf8.prefix(rest))
        rest -= bytes.count
        let text = String(decoding: bytes, as: UTF8.self)
        let all = Array(text.utf8)
        for token in analyzers[field.name].tokens(of: text) {
          let term = Term(bytes: token.term, field: own)
          found[term, default: Occurrences()].frequency += Double(weight)
          found[term, default: Occurrences()].spellings[Array(all[token.range]), default: 0] += 1
        }
      }
    }
    return found
  }

  /// The most frequent spelling; of equally frequent ones the small letters.
  private static func spelling(_ found: Occurrences) -> String {
    let best = found.spellings.max { left, right in
      left.value == right.value
        ? left.key.lexicographicallyPrecedes(right.key) : left.value < right.value
    }
    return String(decoding: best?.key ?? [], as: UTF8.self)
  }

  /// 0 for a term that only one document has, or none.
  private func idf(of term: Term) throws(SearchError) -> Double {
    var frequency: UInt64 = 0
    var count: UInt64 = 0
    for field in fields(term.field) {
      var own: UInt64 = 0
      for reader in field.readers {
        guard let reader else { continue }
        do throws(IndexError) {
          own += UInt64(try reader.find(term.bytes)?.documentFrequency ?? 0)
        } catch { throw .index(error) }
      }
      frequency = max(frequency, own)
      count = max(count, field.statistics.documentCount)
    }
    return frequency < 2 ? 0 : BM25.idf(documentFrequency: frequency, documentCount: count)
  }

  private func averageLength(of term: Term) -> Double {
    fields(term.field).reduce(0) { $0 + $1.statistics.averageLength }
  }
}
