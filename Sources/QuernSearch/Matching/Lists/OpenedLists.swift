import QuernCodec
import QuernIndex
import QuernModel

/// The lists of a plan, opened in one segment, where every clause is words.
///
/// A clause of phrases is no matter of lists alone: ``GroupScorer`` is for those.
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
    var found: [FoundList] = []
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
    let memory = ListMemory(
      listCount: found.reduce(0) { $0 + $1.blockCount },
      longestBlock: found.reduce(0) { max($0, $1.mergedCount) } * ListMemory.blockSize,
      addsUp: addsUp)
    var opened = OpenedLists(
      filter: try openFilter(others, reader, number), segment: number, memory: memory)
    opened.required = required
    opened.optional = optional
    opened.prohibited = optional.upperBound..<found.count
    opened.lists.reserveCapacity(found.count)
    var place = 0
    do throws(CodecError) {
      for list in found {
        opened.lists.append(try list.open(at: place, memory, reader))
        place += list.blockCount
      }
    } catch { throw .index(.codec(error)) }
    return .lists(opened)
  }

  /// Finds the lists of a clause; false, and none, where it is more than words.
  private static func append(
    _ group: PlannedGroup, _ reader: SegmentReader, _ number: Int, to found: inout [FoundList]
  ) -> Bool {
    let start = found.count
    for member in group.members {
      guard let field = field(member.field, reader, found) else { continue }
      var list: FoundList?
      for word in member.words {
        for term in word.terms {
          guard let entry = term.entries[number] else { continue }
          if list == nil {
            list = FoundList(field: field, entry: entry, weight: member.weight)
          } else {
            list?.alternatives.append(entry)
          }
        }
      }
      if member.isPhrase || (list?.alternatives.count ?? 0) >= FoundList.maximumTerms {
        found.removeLast(found.count - start)
        return false
      }
      if let list { found.append(list) }
    }
    return true
  }

  /// A field of the segment: most often that of the list before, which need not be looked for.
  private static func field(
    _ name: FieldName, _ reader: SegmentReader, _ found: [FoundList]
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
