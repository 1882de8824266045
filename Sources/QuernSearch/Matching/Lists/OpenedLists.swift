import QuernCodec
import QuernIndex
import QuernModel

/// The lists of a plan, opened in one segment.
///
/// A clause with a word of very many forms, or with a phrase of which a word has several, is no matter
/// of lists: ``GroupScorer`` is for those.
final class OpenedLists {
  /// The lists of the required clauses, clause after clause, then those of the optional ones.
  let lists: TermLists

  /// Which lists each required clause has: a hit is in one of each.
  let required: [Range<Int>]

  /// The lists of the optional clauses.
  let optional: Range<Int>

  /// The lists of those excluded clauses that are single terms; the filter has the others.
  let prohibited: Range<Int>

  let filter: LiveFilter
  let segment: Int
  let memory: ListMemory

  /// Tells how many documents a whole query of one list has, if that was counted before.
  let counted: CountedWord?

  init(
    _ lists: TermLists, required: [Range<Int>], optional: Range<Int>, filter: LiveFilter,
    segment: Int, memory: ListMemory, counted: CountedWord?
  ) {
    self.lists = lists
    self.required = required
    self.optional = optional
    prohibited = optional.upperBound..<lists.count
    self.filter = filter
    self.segment = segment
    self.memory = memory
    self.counted = counted
  }

  /// Whether a hit is in every list that is not excluded.
  var isIntersection: Bool {
    !required.isEmpty && optional.isEmpty && required.allSatisfy { $0.count == 1 }
  }

  /// 8: the lists of so many segments are kept for the count, and those of more opened again.
  static let keptCount = 8

  /// Makes the lists what they were when they were opened, to be walked again.
  ///
  /// - Returns: whether that could be done.
  func restart() -> Bool { filter.canRestart && lists.restart() }

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
    var conditions: ConditionFilter?
    switch plan.conditions.filter(inSegment: number, documentCount: reader.documentCount) {
    case .all: break
    case .some(let filter): conditions = filter
    case .nothing: return .noMatch
    }
    var found: [FoundList] = []
    found.reserveCapacity(plan.required.count + plan.optional.count + plan.prohibited.count)
    var required: [Range<Int>] = []
    required.reserveCapacity(plan.required.count)
    // By their places: a group that a loop gives is a copy.
    for index in plan.required.indices {
      let start = found.count
      guard try append(plan.required[index].members, number, to: &found) else {
        return .unsuitable
      }
      guard found.count > start else { return .noMatch }
      required.append(start..<found.count)
    }
    for index in plan.optional.indices {
      guard try append(plan.optional[index].members, number, to: &found) else {
        return .unsuitable
      }
    }
    guard !found.isEmpty else { return .noMatch }
    guard isExact(found) else { return .unsuitable }
    let optional = (required.last?.upperBound ?? 0)..<found.count
    var others: [PlannedGroup] = []
    for group in plan.prohibited where try !append(group.members, number, to: &found) {
      others.append(group)
    }
    var (blockCount, longest) = (0, 0)
    for index in found.indices {
      let (own, joined) = found[index].blockCounts
      blockCount += own
      longest = max(longest, joined)
    }
    let memory = ListMemory(
      listCount: blockCount, longestBlock: longest * ListMemory.blockSize,
      addsUp: optional.count > 1 || required.contains { $0.count > 1 })
    let lists = TermLists(capacity: found.count)
    var place = 0
    do throws(CodecError) {
      for index in found.indices {
        lists.append(try found[index].open(at: &place, memory, reader))
      }
    } catch { throw .index(.codec(error)) }
    let isAlone = found.count == 1 && others.isEmpty && conditions == nil
    return .lists(
      OpenedLists(
        lists, required: required, optional: optional,
        filter: try openFilter(others, reader, number, conditions), segment: number,
        memory: memory, counted: isAlone ? CountedWord(found[0], in: reader) : nil))
  }

  /// Whether sums of scores do not depend on the order of adding.
  private static func isExact(_ found: [FoundList]) -> Bool {
    if found.contains(where: \.addsUp) {
      return TermWeight.isExact(
        found.flatMap { list in [list.weight.weight] + list.shorter.map(\.weight.weight) })
    }
    return TermWeight.isExact(found.lazy.map(\.weight.weight))
  }

  /// Finds the lists of a clause; false, and none, where it is no matter of lists.
  private static func append(
    _ all: [PlannedMember], _ number: Int, to found: inout [FoundList]
  ) throws(SearchError) -> Bool {
    let start = found.count
    var joined = JoinedPlaces()
    let members = all.span
    for index in members.indices {
      guard let field = members[index].source.readers[number] else { continue }
      let isSuitable =
        members[index].isPhrase
        ? try appendPhrase(members[index], field, number, to: &found, &joined)
        : appendWord(members[index], field, number, to: &found, &joined)
      guard isSuitable else {
        found.removeLast(found.count - start)
        return false
      }
    }
    return true
  }

  private static func appendWord(
    _ member: PlannedMember, _ field: FieldReader, _ number: Int, to found: inout [FoundList],
    _ joined: inout JoinedPlaces
  ) -> Bool {
    if member.words.count == 1, member.words[0].terms.count == 1 {
      if let entry = member.words[0].terms[0].entries[number] {
        append(
          FoundList(field: field, weight: member.weight, terms: [FoundTerm(entry: entry)]),
          member.isCombined, to: &found, &joined)
      }
      return true
    }
    var list: FoundList?
    for word in member.words {
      for term in word.terms {
        guard let entry = term.entries[number] else { continue }
        if list == nil {
          list = FoundList(field: field, weight: member.weight, terms: [FoundTerm(entry: entry)])
        } else {
          list?.terms.append(FoundTerm(entry: entry))
        }
      }
    }
    guard let list else { return true }
    append(list, member.isCombined, to: &found, &joined)
    return list.terms.count <= FoundList.maximumTerms
  }

  /// Where the lists of a clause are that take those of further fields in: of a word that fields score as
  /// one, and of what they score each.
  private struct JoinedPlaces {
    var combined: Int?
    var added: Int?
  }

  /// Adds a list, or adds it to that of another field.
  private static func append(
    _ list: FoundList, _ isCombined: Bool, to found: inout [FoundList],
    _ joined: inout JoinedPlaces
  ) {
    if isCombined, let longest = joined.combined { return found[longest].shorter.append(list) }
    if !isCombined, let longest = joined.added { return found[longest].add(list) }
    if isCombined { joined.combined = found.count } else { joined.added = found.count }
    found.append(list)
  }

  /// The segment may lack a word of the phrase: then there is no list.
  private static func appendPhrase(
    _ member: PlannedMember, _ field: FieldReader, _ number: Int, to found: inout [FoundList],
    _ joined: inout JoinedPlaces
  ) throws(SearchError) -> Bool {
    guard member.words.allSatisfy({ $0.terms.count == 1 }) else { return false }
    guard let words = try PhraseCover(member, field, number) else { return true }
    let list = FoundList(
      field: field, weight: member.weight, terms: words.terms, offsets: words.offsets)
    // What is one list as it is can be joined with that of another field.
    if list.isSingle { append(list, false, to: &found, &joined) } else { found.append(list) }
    return true
  }

  /// The words of each list, in the order of the lists.
  static func names(_ plan: QueryPlan, number: Int) throws(SearchError) -> [String] {
    var names: [String] = []
    for group in plan.required + plan.optional + plan.prohibited {
      var found: [FoundList] = []
      guard try append(group.members, number, to: &found) else { continue }
      for list in found {
        let fields = [list.field.name] + list.shorter.map(\.field.name)
        let members = fields.compactMap { name in group.members.first { $0.field == name } }
        names.append(members.map(PlanDescription.name).joined(separator: " + "))
      }
    }
    return names
  }

  private static func openFilter(
    _ groups: [PlannedGroup], _ reader: SegmentReader, _ number: Int,
    _ conditions: ConditionFilter?
  ) throws(SearchError) -> LiveFilter {
    var prohibited: [GroupScorer] = []
    for group in groups {
      if let leaf = try GroupScorer.open(group, in: reader, number: number) {
        prohibited.append(leaf)
      }
    }
    return LiveFilter(reader, prohibited: prohibited, conditions: conditions)
  }
}
