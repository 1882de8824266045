import QuernModel
import QuernSearch
import Testing

/// What the search says of its plans.
struct PlanDescriptionTests {
  /// 400 documents: `a` in all, `b` in every second, `c` in ten.
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
    Clause(occurrence, .word([Array(word.utf8)]))
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
