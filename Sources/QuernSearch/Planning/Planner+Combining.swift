import QuernIndex
import QuernModel

extension Planner {
  /// Makes one word of those that the fields of a group have (BM25F).
  ///
  /// The idf is that of the field in which the word is most frequent, out of the field that most
  /// documents have. The longest field comes first: the others, whose lists are shorter, add to it.
  func combine(_ group: inout PlannedGroup) {
    var frequency: UInt64 = 0
    for member in group.members where !member.isPhrase {
      frequency = max(frequency, member.words.first?.documentFrequency ?? 0)
    }
    // A word that was found is in one document or more.
    guard frequency > 0 else { return }
    let count = defaultFields.reduce(0) { max($0, $1.statistics.documentCount) }
    let idf = BM25.idf(documentFrequency: frequency, documentCount: count)
    let factor = Double(group.multiplicity) * Double(group.clause.boost)
    for index in group.members.indices where !group.members[index].isPhrase {
      let norms = NormTable(
        model, averageLength: group.members[index].statistics.averageLength,
        scale: group.members[index].fieldWeight)
      group.members[index].idf = idf
      group.members[index].isCombined = true
      group.members[index].weight = TermWeight(model, weight: factor, idf: idf, norms: norms)
    }
    if group.members.count < 2 { return }
    var combined = group.members.filter { !$0.isPhrase }
    combined.sort { left, right in
      let (first, second) = (left.statistics.tokenCount, right.statistics.tokenCount)
      return first == second ? left.field < right.field : first > second
    }
    group.members = combined + group.members.filter(\.isPhrase)
  }
}
