/// The conditions of a plan, with the filters that were made of them: one for each segment, so that what
/// the search has looked up the count need not look up again.
///
/// Belongs to one search.
struct PlannedConditions {
  private(set) var all: [PlannedCondition] = []
  private var filters: Filters?

  private final class Filters {
    var bySegment: [Int: ConditionFilter?] = [:]
  }

  var isEmpty: Bool { all.isEmpty }

  mutating func append(_ condition: PlannedCondition) {
    all.append(condition)
    // What was found under fewer conditions is another answer.
    filters = Filters()
  }

  /// Which documents of a segment meet the conditions.
  enum Filter {
    /// There are no conditions.
    case all
    case some(ConditionFilter)
    case nothing
  }

  func filter(inSegment number: Int, documentCount: UInt32) -> Filter {
    if all.isEmpty { return .all }
    let filter: ConditionFilter?
    if let known = filters?.bySegment[number] {
      filter = known
    } else {
      filter = ConditionFilter(all, inSegment: number, documentCount: documentCount)
      filters?.bySegment[number] = .some(filter)
    }
    return filter.map { .some($0) } ?? .nothing
  }
}
