import QuernCodec
import QuernIndex
import QuernModel

/// The lists of a plan, opened in one segment, where every clause is single terms.
///
/// A clause of phrases, or one whose terms are scored as one, is no matter of lists alone:
/// ``GroupScorer`` is for those.
struct OpenedLists {
  /// The lists of the required clauses, clause after clause, then those of the optional ones.
  var lists: [TermList] = []

  /// Which lists each required clause has: a hit is in one of each.
  var required: [Range<Int>] = []

  /// The lists of the optional clauses.
  var optional: Range<Int> = 0..<0

  /// The lists of those excluded clauses that are single terms; the filter has the others.
  var prohibited: Range<Int> = 0..<0

  var filter: LiveFilter
  let segment: Int
  let memory: ListMemory

  /// How a plan can be answered in a segment.
  enum Opening {
    case lists(OpenedLists)

    /// No document of the segment matches.
    case noMatch

    /// The plan is no matter of lists alone.
    case unsuitable
  }

  /// - Throws: ``SearchError/index(_:)``.
  static func open(
    _ plan: QueryPlan, in reader: SegmentReader, number: Int
  ) throws(SearchError) -> Opening {
    guard plan.emptyReason == nil else { return .noMatch }
    var found: [Found] = []
    var required: [Range<Int>] = []
    for (place, group) in (plan.required + plan.optional).enumerated() {
      let start = found.count
      guard append(group, reader, number, to: &found) else { return .unsuitable }
      guard place < plan.required.count else { continue }
      guard found.count > start else { return .noMatch }
      required.append(start..<found.count)
    }
    guard !found.isEmpty else { return .noMatch }
    guard TermWeight.isExact(found.lazy.map(\.weight.weight)) else { return .unsuitable }
    let optional = (required.last?.upperBound ?? 0)..<found.count
    let others = plan.prohibited.filter { !append($0, reader, number, to: &found) }

    let addsUp = optional.count > 1 || required.contains { $0.count > 1 }
    let memory = ListMemory(listCount: found.count, addsUp: addsUp)
    var opened = OpenedLists(
      filter: try openFilter(others, reader, number), segment: number, memory: memory)
    opened.required = required
    opened.optional = optional
    opened.prohibited = optional.upperBound..<found.count
    opened.lists.reserveCapacity(found.count)
    do throws(CodecError) {
      for (place, list) in found.enumerated() {
        opened.lists.append(
          try TermList(
            list.field, list.entry, weight: list.weight, memory: memory, number: place,
            documentCount: reader.documentCount))
      }
    } catch { throw .index(.codec(error)) }
    return .lists(opened)
  }

  /// A list that is to be opened.
  private typealias Found = (field: FieldReader, entry: TermEntry, weight: TermWeight)

  /// Finds the lists of a clause; false, and none, where it is more than single terms.
  private static func append(
    _ group: PlannedGroup, _ reader: SegmentReader, _ number: Int, to found: inout [Found]
  ) -> Bool {
    let start = found.count
    for member in group.members {
      guard let field = field(member.field, reader, found) else { continue }
      let isLong = member.isPhrase || member.terms.count { $0.entries[number] != nil } > 1
      if isLong {
        found.removeLast(found.count - start)
        return false
      }
      for term in member.terms {
        if let entry = term.entries[number] { found.append((field, entry, member.weight)) }
      }
    }
    return true
  }

  /// A field of the segment: most often that of the list before, which need not be looked for.
  private static func field(
    _ name: FieldName, _ reader: SegmentReader, _ found: [Found]
  ) -> FieldReader? {
    if let last = found.last?.field, last.name == name { return last }
    return reader.field(name)
  }

  private static func openFilter(
    _ groups: [PlannedGroup], _ reader: SegmentReader, _ number: Int
  ) throws(SearchError) -> LiveFilter {
    var prohibited: [GroupScorer] = []
    for group in groups {
      if let leaf = try GroupScorer.open(group, in: reader, number: number) {
        prohibited.append(leaf)
      }
    }
    return LiveFilter(reader, prohibited: prohibited)
  }
}
