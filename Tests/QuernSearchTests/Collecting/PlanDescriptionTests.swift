import QuernModel
import QuernSearch
import Testing

/// What the search says of its plans.
struct PlanDescriptionTests {
  /// 400 documents: `a` in all, `b` in every second, `c` in ten; `a_b` is a phrase.
  private func searcher() throws -> Searcher {
    var corpus = try IndexedCorpus()
    try corpus.commit(
      (0..<400).map { number in
        var words = ["a"]
        if number % 2 == 0 { words.append("b") }
        if number % 40 == 0 { words.append("c") }
        return NaiveDocument(fields: [.text: [words]])
      })
    return try corpus.searcher
  }

  private func clause(_ occurrence: Clause.Occurrence, _ word: String) -> Clause {
    let words = word.split(separator: "_").map { Array($0.utf8) }
    guard words.count > 1 else { return Clause(occurrence, .word(words)) }
    return Clause(
      occurrence, .phrase(words.enumerated().map { PhraseWord([$1], offset: UInt32($0)) }))
  }

  @Test(arguments: [
    (["+c", "+a"], "intersection"), (["a", "b"], "union by MAXSCORE"), (["c"], "one list"),
    (["+c", "a"], "the rarest required clause leads (10 postings)"),
    (["x"], "nothing is opened: no document has any of the words"),
    (["+x", "a"], "nothing is opened: no document has a required word"),
    (["c"], "count: 10, from the dictionary"),
    (["+c", "+a"], "count: documents of text:c looked up in the others"),
    (["a", "b"], "count: a set of bits beside the longest list, text:a"),
    (["a", "-b"], "without text:b: 200 postings"),
    (["a_b"], "count: documents of text:“a b”, block by block"),
    (["+a_b"], "count: documents of text:“a b”, block by block"),
    (["c_a", "-b"], "count: documents of text:“c a” looked up in the others"),
  ])
  func `the plan names what is chosen`(words: [String], expected: String) throws {
    let query = Query(
      clauses: words.map { word in
        switch word.first {
        case "+": clause(.must, String(word.dropFirst()))
        case "-": clause(.mustNot, String(word.dropFirst()))
        default: clause(.should, word)
        }
      })
    let lines = try searcher().describePlan(query, SearchParameters())
    #expect(lines.contains { $0.contains(expected) }, "\(lines.joined(separator: "\n"))")
  }
}
