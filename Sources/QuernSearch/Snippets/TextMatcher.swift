import QuernModel

/// Finds the words, phrases and patterns of a query in analysed text.
struct TextMatcher {
  /// What it costs to take a clause in.
  private static let clauseCost = 16

  /// What it costs to compare a word of a phrase.
  private static let comparisonCost = 8

  /// What it costs to note that a word matches one more clause.
  private static let matchCost = 4

  /// What a term means for the query.
  private struct Term {
    /// The clauses that it matches alone: a word at most, then patterns.
    var clauses: [Int] = []

    /// The phrases that begin with it.
    var phrases: [Int] = []

    /// Whether words near each other have it.
    var isNear = false

    /// Whether the patterns were tried.
    var isTried = false
  }

  /// The places in ``terms`` of those of the query, and of those that patterns were tried for.
  private var numbers: [[UInt8]: Int] = [:]
  private var terms: [Term] = []

  private var phrases: [(clause: Int, words: [PhraseWord])] = []
  private var proximities: [(clause: Int, finder: ProximityFinder)] = []
  private var patterns: [(clause: Int, finder: PatternFinder)] = []
  private var clauseCount = 0

  /// What may still be spent on further texts.
  private(set) var budget: MatchBudget

  /// - Parameters:
  ///   - field: the field that the text is from; clauses for other fields do not count.
  ///   - budget: what may be spent on all texts that are looked at.
  init(_ query: Query, field: FieldName, budget: MatchBudget) {
    self.budget = budget
    var known: Set<Clause.Content> = []
    add(query, field, &known)
  }

  private mutating func add(
    _ query: Query, _ field: FieldName, _ known: inout Set<Clause.Content>
  ) {
    for clause in query.clauses where clause.occurrence != .mustNot {
      budget.spend(Self.clauseCost)
      if case .group(let inner) = clause.content {
        add(inner, field, &known)
      } else if clause.field ?? field == field {
        add(clause.content(in: field), &known)
        clauseCount += 1
      }
    }
  }

  /// Takes a clause in; equal ones once.
  private mutating func add(_ content: Clause.Content, _ known: inout Set<Clause.Content>) {
    switch content {
    case .word(let words):
      for number in words.map({ number(of: $0) }) where terms[number].clauses.isEmpty {
        terms[number].clauses = [clauseCount]
      }
    case .phrase(let words):
      guard let first = words.first, known.insert(content).inserted else { return }
      for number in Set(first.terms.map { number(of: $0) }) {
        terms[number].phrases.append(phrases.count)
      }
      phrases.append((clauseCount, words))
    case .proximity(let proximity):
      guard known.insert(content).inserted else { return }
      let finder = ProximityFinder(proximity)
      for term in finder.words.joined() { terms[number(of: term)].isNear = true }
      proximities.append((clauseCount, finder))
    case .pattern(let pattern):
      // The same words may be looked for by another text.
      guard known.insert(.pattern(TermPattern("", forms: pattern.forms))).inserted else { return }
      patterns.append((clauseCount, PatternFinder(pattern)))
    case .all, .values, .group: break
    }
  }

  private mutating func number(of term: [UInt8]) -> Int {
    if let known = numbers[term] { return known }
    numbers[term] = terms.count
    terms.append(Term())
    return terms.count - 1
  }

  // MARK: Texts

  /// The words that match, by their place in the text.
  ///
  /// - Complexity: O(tokens), and what is left of ``budget``.
  mutating func matches(in tokens: [Token]) -> [TextMatch] {
    var matches: [TextMatch] = []
    var near: [Int: [Int]] = [:]
    for index in tokens.indices {
      guard let number = meaning(of: tokens[index].term) else { continue }
      let term = terms[number]
      for (count, clause) in term.clauses.enumerated() {
        if count > 0 {
          guard !budget.isSpent else { break }
          budget.spend(Self.matchCost)
        }
        matches.append(TextMatch(range: tokens[index].range, clause: clause))
      }
      for phrase in term.phrases where !budget.isSpent {
        let (clause, words) = phrases[phrase]
        for range in find(words, in: tokens, from: index) ?? [] {
          matches.append(TextMatch(range: range, clause: clause))
        }
      }
      if term.isNear { near[number, default: []].append(index) }
    }
    addProximities(in: tokens, near, to: &matches)
    return Self.distinct(matches)
  }

  /// The place of a term that means something, its patterns tried; `nil` for one that does not.
  private mutating func meaning(of term: [UInt8]) -> Int? {
    let known = numbers[term]
    if patterns.isEmpty || budget.isSpent || known.map({ terms[$0].isTried }) == true {
      return known
    }
    let number = number(of: term)
    terms[number].isTried = true
    for index in patterns.indices {
      guard !budget.isSpent else { break }
      guard patterns[index].finder.matches(term, &budget) else { continue }
      terms[number].clauses.append(patterns[index].clause)
    }
    return number
  }

  /// The words of a phrase that begins with a token; `nil` where they do not follow.
  private mutating func find(
    _ phrase: [PhraseWord], in tokens: [Token], from start: Int
  ) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    var index = start
    for word in phrase {
      let position = tokens[start].position + Int(word.offset)
      while index < tokens.count, tokens[index].position < position {
        index += 1
        budget.spend(1)
      }
      budget.spend(Self.comparisonCost)
      guard index < tokens.count, tokens[index].position == position,
        word.terms.contains(tokens[index].term)
      else { return nil }
      ranges.append(tokens[index].range)
    }
    return ranges
  }

  /// - Parameter near: which tokens are each of the terms that are looked for near others.
  private mutating func addProximities(
    in tokens: [Token], _ near: [Int: [Int]], to matches: inout [TextMatch]
  ) {
    for (clause, finder) in proximities {
      guard !budget.isSpent else { return }
      let found = finder.words.map { terms in
        Set(terms).map { numbers[$0].flatMap { near[$0] } ?? [] }
      }
      budget.spend(finder.words.count)
      for range in finder.ranges(in: tokens, at: found, &budget) {
        matches.append(TextMatch(range: range, clause: clause))
      }
    }
  }

  private static func distinct(_ matches: [TextMatch]) -> [TextMatch] {
    var distinct: [TextMatch] = []
    distinct.reserveCapacity(matches.count)
    // Nearly in order already.
    for match in matches.sorted() where match != distinct.last { distinct.append(match) }
    return distinct
  }
}
