import QuernAnalysis
import QuernIndex
import QuernModel

/// Finds a query that is spelt better than one that a user typed, and finds more.
package struct QueryCorrector {
  /// Reads a query text as that of the user was read; `nil` for one that cannot be read.
  package typealias Parsing = (String) -> Query?

  /// So many words of a query are looked at.
  private static let maximumWordCount = 16

  /// So many words are corrected, the first ones.
  private static let maximumCorrectedCount = 4

  /// So many words are looked for in the dictionaries, whether anything near is found or not: each look may
  /// take a tenth of a second where there are millions of words.
  private static let maximumTriedCount = 6

  /// So many corrections of a word are tried with those of the other words.
  private static let maximumChoiceCount = 3

  /// So many corrected queries are searched for.
  private static let maximumTrialCount = 3

  /// A word of the query, and where it stands.
  struct Word {
    var text: String
    var range: Range<Int>
    var field: FieldName?

    /// Whether it stands between blanks, and not in a phrase or with others in a piece of text.
    var isAlone: Bool
    var count = 0
  }

  /// What some bytes of the query are replaced by.
  struct Replacement {
    var range: Range<Int>
    var field: FieldName?
    var choices: [WordCorrection]
  }

  private let suggester: Suggester
  private let parse: Parsing

  /// - Parameter parse: reads a query text as that of the user was read.
  package init(_ suggester: Suggester, parse: @escaping Parsing) {
    self.suggester = suggester
    self.parse = parse
  }

  /// The corrected query with the fewest edits, and of these the one whose words stand in one document
  /// more often than by chance.
  ///
  /// `nil` where none finds more than the text itself, or as many of which more have all words.
  ///
  /// - Parameters:
  ///   - text: the query text.
  ///   - expression: its tree; of `nil`, the whole text is words.
  package func suggestion(
    for text: String, _ expression: QueryExpression?
  ) throws(SearchError) -> SpellingSuggestion? {
    let bytes = Array(text.utf8)
    var words = self.words(of: expression, bytes)
    if try areFrequent(words) { return nil }
    for index in words.indices { words[index].count = try count(words[index]) }
    let replacements = try self.replacements(for: words, bytes)
    guard !replacements.isEmpty else { return nil }
    let total = try count(text)
    let all = try suggester.count(
      all: words.map { QueryExpression(.text($0.text), field: $0.field) })
    for trial in try trials(replacements, words).prefix(Self.maximumTrialCount) {
      let corrected = Self.replace(bytes, replacements, trial.choices)
      let found = try count(corrected)
      if found > total || (found == total && found > 0 && trial.together > all) {
        return SpellingSuggestion(query: corrected, total: found)
      }
    }
    return nil
  }

  /// Whether dictionaries tell of all words that too many documents have them for a correction, so that none
  /// needs to be counted.
  private func areFrequent(_ words: [Word]) throws(SearchError) -> Bool {
    for word in words {
      let expression = QueryExpression(.text(word.text), field: word.field)
      if try suggester.leastCount(of: expression) <= suggester.rareCount { return false }
    }
    return true
  }

  private func count(_ text: String) throws(SearchError) -> Int {
    guard let query = parse(text) else { return 0 }
    return try suggester.count(query)
  }

  private func count(_ word: Word) throws(SearchError) -> Int {
    try suggester.count(all: [QueryExpression(.text(word.text), field: word.field)])
  }

  // MARK: Replacements

  private func replacements(
    for words: [Word], _ bytes: [UInt8]
  ) throws(SearchError) -> [Replacement] {
    var replacements: [Replacement] = []
    var index = 0
    var triedCount = 0
    while index < words.count, replacements.count < Self.maximumCorrectedCount,
      triedCount < Self.maximumTriedCount
    {
      let word = words[index]
      if word.count == 0 { triedCount += 1 }
      var choices = try choices(for: word)
      var range = word.range
      index += 1
      if index < words.count, let joined = try join(word, words[index], bytes) {
        let next = try self.choices(for: words[index])
        let edits = (choices.first?.edits ?? 2) + (next.first?.edits ?? 0)
        if joined.edits <= edits {
          (choices, range) = ([joined], range.lowerBound..<words[index].range.upperBound)
          index += 1
        }
      }
      if !choices.isEmpty {
        replacements.append(Replacement(range: range, field: word.field, choices: choices))
      }
    }
    return replacements
  }

  private func choices(for word: Word) throws(SearchError) -> [WordCorrection] {
    var choices = try suggester.corrections(
      of: word.text, in: word.field, knownCount: word.count, limit: Self.maximumChoiceCount)
    if word.count == 0, word.isAlone, choices.first?.edits != 1 {
      choices =
        try suggester.splits(of: word.text, in: word.field, limit: Self.maximumChoiceCount)
        + choices
    }
    return choices
  }

  /// The word that two make without the blank between them, where one of them is unknown.
  private func join(
    _ left: Word, _ right: Word, _ bytes: [UInt8]
  ) throws(SearchError) -> WordCorrection? {
    guard left.isAlone, right.isAlone, left.field == right.field,
      left.count == 0 || right.count == 0,
      left.range.upperBound < right.range.lowerBound,
      bytes[left.range.upperBound..<right.range.lowerBound].allSatisfy({ $0 == 0x20 })
    else { return nil }
    let joined = left.text + right.text
    let count = try suggester.count(all: [QueryExpression(.text(joined), field: left.field)])
    return count > 0 ? WordCorrection(spelling: joined, edits: 1, documentCount: count) : nil
  }

  // MARK: Trials

  /// Which choice is taken for each replacement.
  private struct Trial {
    var choices: [Int] = []
    var edits = 0

    /// How many documents have all words.
    var together = 0

    /// How much more often than by chance the words stand in one document.
    var affinity = 0.0

    /// How many have the rarest word that is a choice.
    var single = 0
  }

  /// The most promising first.
  private func trials(
    _ replacements: [Replacement], _ words: [Word]
  ) throws(SearchError) -> [Trial] {
    var trials: [Trial] = [Trial()]
    for replacement in replacements {
      let isFew = trials.count * replacement.choices.count <= 27
      let choices = isFew ? replacement.choices.indices : 0..<1
      trials = trials.flatMap { trial in
        choices.map { choice in
          Trial(
            choices: trial.choices + [choice],
            edits: trial.edits + replacement.choices[choice].edits)
        }
      }
    }
    let known = words.filter { word in
      !replacements.contains { $0.range.overlaps(word.range) }
    }
    let others = known.map { QueryExpression(.text($0.text), field: $0.field) }
    for index in trials.indices {
      let chosen = zip(replacements, trials[index].choices).map {
        ($0.0.choices[$0.1], $0.0.field)
      }
      let expressions = chosen.map { choice, field in
        let isPair = choice.spelling.contains(" ")
        return QueryExpression(
          isPair ? .phrase(choice.spelling, slop: 0) : .text(choice.spelling), field: field)
      }
      trials[index].together = try suggester.count(all: expressions + others)
      trials[index].affinity = affinity(
        of: trials[index].together, chosen.map(\.0.documentCount) + known.map(\.count))
      trials[index].single = chosen.map(\.0.documentCount).min() ?? 0
    }
    return trials.enumerated().sorted { first, second in
      let (left, right) = (first.element, second.element)
      return (left.edits, right.affinity, right.single, first.offset)
        < (right.edits, left.affinity, left.single, second.offset)
    }.map(\.element)
  }

  /// How strongly words belong together: local mutual information (Evert, The Statistics of Word
  /// Cooccurrences, 2005), the observed number of common documents times the logarithm of its ratio to
  /// that which chance would give.
  ///
  /// - Parameter counts: how many documents have each word.
  private func affinity(of together: Int, _ counts: [Int]) -> Double {
    guard together > 0, counts.count > 1 else { return 0 }
    let all = logarithm(Double(max(1, suggester.snapshot.statistics.documentCount)))
    let expected = counts.reduce(all) { $0 + logarithm(Double(max(1, $1))) - all }
    return Double(together) * (logarithm(Double(together)) - expected)
  }

  private static func replace(
    _ bytes: [UInt8], _ replacements: [Replacement], _ trial: [Int]
  ) -> String {
    var result: [UInt8] = []
    var place = 0
    for (replacement, choice) in zip(replacements, trial) {
      result += bytes[place..<replacement.range.lowerBound]
      result += Array(replacement.choices[choice].spelling.utf8)
      place = replacement.range.upperBound
    }
    return String(decoding: result + bytes[place...], as: UTF8.self)
  }

  // MARK: Words

  /// The words that a query wants, in the order of the text.
  private func words(of expression: QueryExpression?, _ bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    if let expression {
      collect(expression, nil, bytes, into: &words)
    } else {
      append(String(decoding: bytes, as: UTF8.self), in: 0..<bytes.count, nil, bytes, &words)
    }
    return words.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func collect(
    _ expression: QueryExpression, _ outer: FieldName?, _ bytes: [UInt8],
    into words: inout [Word]
  ) {
    let field = expression.field ?? outer
    let range = expression.place.range
    switch expression.kind {
    case .text(let text): append(text, in: range, field, bytes, &words)
    case .phrase(let text, _): append(text, in: range, field, bytes, &words, isPhrase: true)
    case .near(let near, _, _):
      // Behind the operator, which is no word.
      let start = range.upperBound <= bytes.count ? bytes[range].firstIndex(of: 0x28) : nil
      var rest = (start ?? range.lowerBound)..<range.upperBound
      for text in near {
        append(text, in: rest, field, bytes, &words, isPhrase: true)
        let last = words.last?.range.upperBound ?? 0
        if rest.contains(last) { rest = last..<rest.upperBound }
      }
    case .group(let group):
      for part in group.parts where part.occurrence != .mustNot {
        collect(part.expression, field, bytes, into: &words)
      }
    case .wildcard, .fuzzy, .regex, .terms, .values, .all: break
    }
  }

  /// Adds the words of a piece of text where they stand in the query as they are: not with a `\`
  /// inside.
  private func append(
    _ text: String, in range: Range<Int>, _ field: FieldName?, _ bytes: [UInt8],
    _ words: inout [Word], isPhrase: Bool = false
  ) {
    guard range.upperBound <= bytes.count else { return }
    let found = suggester.analysis.query(for: field).words(of: text)
    let all = Array(text.utf8)
    var place = range.lowerBound
    for word in found where words.count < Self.maximumWordCount {
      let spelling = all[word.range]
      guard let start = Self.firstRange(of: spelling, in: bytes[place..<range.upperBound]) else {
        continue
      }
      place = start + spelling.count
      let isAlone =
        !isPhrase && (found.count == 1 || Self.isBetweenBlanks(start..<place, bytes))
      words.append(
        Word(
          text: String(decoding: spelling, as: UTF8.self), range: start..<place, field: field,
          isAlone: isAlone))
    }
  }

  private static func isBetweenBlanks(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    (range.lowerBound == 0 || bytes[range.lowerBound - 1] == 0x20)
      && (range.upperBound == bytes.count || bytes[range.upperBound] == 0x20)
  }

  private static func firstRange(
    of piece: ArraySlice<UInt8>, in bytes: ArraySlice<UInt8>
  ) -> Int? {
    guard !piece.isEmpty, bytes.count >= piece.count else { return nil }
    return (bytes.startIndex...bytes.endIndex - piece.count).first { start in
      bytes[start..<start + piece.count].elementsEqual(piece)
    }
  }
}
