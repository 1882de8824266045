import QuernCodec
import QuernIndex
import QuernModel

/// The lists of a plan, opened in one segment.
///
/// A clause with a word of very many forms, or with a phrase of which a word has several, is no matter
/// of lists: ``GroupScorer`` is for those.
struct OpenedLists {
  /// The lists of the required clauses, clause after clause, then those of the optional ones.
  let lists: TermLists

  /// Which lists each required clause has: a hit is in one of each.
  var required: [Range<Int>] = []

  /// The lists of the optional clauses.
  var optional: Range<Int> = 0..<0

  /// The lists of those excluded clauses that are single terms; the filter has the others.
  var prohibited: Range<Int> = 0..<0

  var filter: LiveFilter
  let segment: Int
  let memory: ListMemory

  /// Whether a hit is in every list that is not excluded.
  var isIntersection: Bool {
    required.count > 1 && optional.isEmpty && required.allSatisfy { $0.count == 1 }
  }

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
    for group in plan.required {
      let start = found.count
      guard append(group, number, to: &found) else { return .unsuitable }
      guard found.count > start else { return .noMatch }
      required.append(start..<found.count)
    }
    for group in plan.optional {
      guard append(group, number, to: &found) else { return .unsuitable }
    }
    guard !found.isEmpty else { return .noMatch }
    guard TermWeight.isExact(found.lazy.map(\.weight.weight)) else { return .unsuitable }
    let optional = (required.last?.upperBound ?? 0)..<found.count
    let others = plan.prohibited.filter { !append($0, number, to: &found) }

    let addsUp = optional.count > 1 || required.contains { $0.count > 1 }
    let memory = ListMemory(
      listCount: found.reduce(0) { $0 + $1.blockCount },
      longestBlock: found.reduce(0) { max($0, $1.joinedCount) } * ListMemory.blockSize,
      addsUp: addsUp)
    var opened = OpenedLists(
      lists: TermLists(capacity: found.count), filter: try openFilter(others, reader, number),
      segment: number, memory: memory)
    opened.required = required
    opened.optional = optional
    opened.prohibited = optional.upperBound..<found.count
    var place = 0
    do throws(CodecError) {
      for list in found {
        opened.lists.append(try list.open(at: place, memory, reader))
        place += list.blockCount
      }
    } catch { throw .index(.codec(error)) }
    return .lists(opened)
  }

  /// Finds the lists of a clause; false, and none, where it is no matter of lists.
  private static func append(
    _ group: PlannedGroup, _ number: Int, to found: inout [FoundList]
  ) -> Bool {
    let start = found.count
    var bases: [FoundList] = []
    for member in group.members {
      guard let field = member.source.readers[number] else { continue }
      let isSuitable =
        member.isPhrase
        ? appendPhrase(member, field, number, to: &found)
        : appendWord(member, field, number, to: &found, &bases)
      guard isSuitable else {
        found.removeLast(found.count - start)
        return false
      }
    }
    return true
  }

  private static func appendWord(
    _ member: PlannedMember, _ field: FieldReader, _ number: Int, to found: inout [FoundList],
    _ bases: inout [FoundList]
  ) -> Bool {
    var list: FoundList?
    for word in member.words {
      for term in word.terms {
        guard let entry = term.entries[number] else { continue }
        if list == nil {
          list = FoundList(field: field, weight: member.weight, entry: entry)
        } else {
          list?.others.append(entry)
        }
      }
    }
    guard var list else { return true }
    if member.isCombined {
      // The lists of a clause stand side by side, each with own cursors on those that it adds to.
      let own = list
      list.bases = bases
      bases.append(own)
    }
    found.append(list)
    return list.others.count < FoundList.maximumTerms
  }

  /// The segment may lack a word of the phrase: then there is no list.
  private static func appendPhrase(
    _ member: PlannedMember, _ field: FieldReader, _ number: Int, to found: inout [FoundList]
  ) -> Bool {
    guard member.words.allSatisfy({ $0.terms.count == 1 }) else { return false }
    var list: FoundList?
    for word in member.words {
      guard let entry = word.terms[0].entries[number] else { return true }
      if list == nil {
        list = FoundList(field: field, weight: member.weight, entry: entry)
      } else {
        list?.others.append(entry)
      }
      list?.offsets.append(word.offsets)
    }
    if let list { found.append(list) }
    return true
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
