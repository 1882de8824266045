import QuernCodec
import QuernIndex
import QuernModel

extension Planner {
  /// Resolves a pattern.
  ///
  /// - Throws: ``SearchError``.
  mutating func pattern(_ clause: Clause) throws(SearchError) -> PlannedNode {
    let planned = try resolve(pattern: clause)
    return planned.members.isEmpty ? .nothing : .pattern(planned)
  }

  private mutating func resolve(pattern clause: Clause) throws(SearchError) -> PlannedPattern {
    if let known = patterns.first(where: { $0.clause == clause }) { return known }
    var planned = PlannedPattern(clause: clause)
    for field in fields(of: clause) {
      guard case .pattern(let pattern) = clause.content(in: field.name), !pattern.forms.isEmpty
      else { continue }
      let found = try expand(pattern, in: field, at: clause.range.lowerBound)
      if found.matchedCount > found.terms.count {
        planned.rests.append(
          PlannedPattern.Rest(
            source: field, entries: found.rest,
            wordCount: found.matchedCount - found.terms.count))
        notices.append(
          .unscoredWords(
            pattern: pattern.text, field: field.name.rawValue, matched: found.matchedCount,
            scored: found.terms.count))
      }
      planned.members += members(of: found.terms, pattern, clause, field)
    }
    patterns.append(planned)
    return planned
  }

  private mutating func expand(
    _ pattern: TermPattern, in field: SnapshotField, at offset: Int
  ) throws(SearchError) -> PatternExpansion {
    let automaton: ByteAutomaton
    do { automaton = try ByteAutomaton(pattern.forms) } catch {
      throw .query(.patternTooLarge(pattern: pattern.text, offset: offset))
    }
    var expansion = PatternExpansion(automaton, work: patternWork)
    do throws(PatternExpansion.Failure) {
      try expansion.run(over: field.readers)
    } catch {
      switch error {
      case .tooExpensive: throw .query(.patternsTooExpensive(offset: offset))
      case .codec(let error): throw .index(.codec(error))
      }
    }
    patternWork = expansion.work
    return expansion
  }

  /// Words that are equally far away make a member.
  private mutating func members(
    of terms: [PlannedPattern.Term], _ pattern: TermPattern, _ clause: Clause,
    _ field: SnapshotField
  ) -> [PlannedPattern.Member] {
    var members: [PlannedPattern.Member] = []
    for edits in 0...2 {
      let equal = terms.filter { $0.edits == edits }
      guard let most = equal.map(\.documentFrequency).max() else { continue }
      let idf = BM25.idf(
        documentFrequency: most, documentCount: field.statistics.documentCount)
      let closeness = pattern.closeness(edits: edits)
      members.append(
        PlannedPattern.Member(
          scoring: scoring(field, idf: idf, boost: Double(clause.boost) * closeness),
          closeness: closeness, terms: equal))
    }
    return members
  }

  // MARK: As lists

  /// A plan of lists for a query of words, phrases, and patterns that stand for a few words each;
  /// `nil` where it is more.
  mutating func planLists(_ query: Query) throws(SearchError) -> QueryPlan? {
    guard query.atLeast == nil else { return nil }
    var plan = QueryPlan()
    for clause in query.clauses {
      guard clause.boost > 0 else { return nil }
      let group: PlannedGroup
      switch clause.content {
      case .word, .phrase: group = try resolve(clause, 1)
      case .pattern:
        guard let small = PlannedGroup(try resolve(pattern: clause)) else { return nil }
        group = small
      case .proximity, .all, .values, .group: return nil
      }
      switch clause.occurrence {
      case .must:
        if group.members.isEmpty { plan.emptyReason = .requiredWordMissing(range: clause.range) }
        plan.required.append(group)
      case .should: if !group.members.isEmpty { plan.optional.append(group) }
      case .mustNot: if !group.members.isEmpty { plan.prohibited.append(group) }
      }
    }
    if plan.required.isEmpty && plan.optional.isEmpty { plan.emptyReason = .allWordsMissing }
    return plan
  }
}

extension PlannedGroup {
  /// The words of a pattern as those of a clause; `nil` where they are too many to merge their lists.
  init?(_ pattern: PlannedPattern) {
    guard pattern.rests.isEmpty,
      pattern.members.allSatisfy({ $0.terms.count <= FoundList.maximumTerms })
    else { return nil }
    self.init(
      clause: pattern.clause, multiplicity: 1,
      members: pattern.members.map { member in
        let terms = member.terms.map { term in
          PlannedTerm(
            term: term.term, entries: term.entries, documentFrequency: term.documentFrequency)
        }
        return PlannedMember(
          source: member.scoring.source, isPhrase: false,
          words: [PlannedWord(alternatives: terms.map(\.term), terms: terms)],
          fieldWeight: member.scoring.fieldWeight, idf: member.scoring.idf,
          weight: member.scoring.weight)
      })
  }
}

extension TermPattern {
  /// What a word counts that is so many edits away from a fuzzy one: 1 − edits / length, as in
  /// Lucene, and a tenth at least.
  func closeness(edits: Int) -> Double {
    guard edits > 0 else { return 1 }
    let lengths = forms.compactMap { form -> Int? in
      guard case .fuzzy(let word, _) = form else { return nil }
      return String(decoding: word, as: UTF8.self).unicodeScalars.count
    }
    return max(0.1, 1 - Double(edits) / Double(max(lengths.max() ?? 1, 1)))
  }
}
