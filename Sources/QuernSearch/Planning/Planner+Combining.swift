import QuernIndex
import QuernModel

extension Planner {
  /// Makes one word of those that the fields of a group have (BM25F).
  ///
  /// The idf is that of the field in which the word is most frequent, out of the field that most
  /// documents have. The longest field comes first: the others, whose lists are shorter, add to it.
  func combine(_ group: inout PlannedGroup) {
    var combined = group.members.filter { !$0.isPhrase }
    guard let frequency = combined.compactMap({ $0.words.first?.documentFrequency }).max() else {
      return
    }
    let count = defaultFields.reduce(0) { max($0, $1.statistics.documentCount) }
    let idf = BM25.idf(documentFrequency: frequency, documentCount: count)
    let factor = Double(group.multiplicity) * Double(group.clause.boost)
    for index in combined.indices {
      let member = combined[index]
      combined[index].idf = idf
      combined[index].isCombined = true
      combined[index].weight = TermWeight(
        model, weight: factor, idf: idf,
        norms: NormTable(
          model, averageLength: member.statistics.averageLength, scale: member.fieldWeight))
    }
    combined.sort { left, right in
      let (first, second) = (left.statistics.tokenCount, right.statistics.tokenCount)
      return first == second ? left.field < right.field : first > second
    }
    group.members = combined + group.members.filter(\.isPhrase)
  }
}
