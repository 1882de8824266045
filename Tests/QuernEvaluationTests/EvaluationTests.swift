import QuernEvaluation
import Testing

@Suite struct EvaluationTests {
  @Test func `queries that nobody judged count nowhere, those without results as nothing`() throws {
    let judgements = try Judgements("1\ta\t1\n2\ta\t1\n")
    var evaluation = Evaluation()
    evaluation.add("1", [RankedDocument(key: "a", score: 1)], judgements)
    evaluation.add("2", [], judgements)
    evaluation.add("3", [RankedDocument(key: "a", score: 1)], judgements)
    #expect(evaluation.queries == ["1", "2"])
    #expect(evaluation.unjudgedCount == 1)
    #expect(evaluation.values(of: .averagePrecision) == [1, 0])
    #expect(evaluation.mean(of: .averagePrecision) == 0.5)
    #expect(Evaluation().mean(of: .gain) == 0)
  }

  @Test func `judgements come with or without an iteration, and with headings`() throws {
    let plain = try Judgements("q 0 d 2\nq 0 e 0\n")
    #expect(plain["q"] == ["d": 2, "e": 0])
    #expect(try Judgements("query-id\tcorpus-id\tscore\nq\td\t2\r\nq\te\t0\n") == plain)
    #expect(try Judgements("q\t0\ta key\t1\n")["q"] == ["a%20key": 1])
  }

  @Test func `bad lines are named`() {
    #expect(throws: EvaluationError.empty) { try Judgements("\n \n") }
    #expect(throws: EvaluationError.notANumber(line: 3, column: "relevance", text: "x")) {
      try Judgements("q 0 d 1\n\nq 0 e x\n")
    }
    #expect(
      throws: EvaluationError.tooFewColumns(
        line: 1, found: 2, wanted: "query, document and relevance")
    ) { try Judgements("q d\n") }
    #expect(throws: EvaluationError.tooFewColumns(line: 2, found: 1, wanted: "id and query")) {
      try TestQuery.read("1\tone\n2\n")
    }
    #expect(throws: EvaluationError.repeatedQuery(line: 2, id: "1")) {
      try TestQuery.read("1\tone\n1\tother\n")
    }
    #expect(throws: EvaluationError.notANumber(line: 1, column: "score", text: "high")) {
      try RunFile("q Q0 d 1 high name\n")
    }
    #expect(throws: EvaluationError.notANumber(line: 1, column: "score", text: "nan")) {
      try RunFile("q Q0 d 1 nan name\n")
    }
  }

  @Test func `a query keeps its blanks and its tabs`() throws {
    let queries = try TestQuery.read("1\tone  two\tthree\n2 four five\n")
    #expect(queries.map(\.id) == ["1", "2"])
    #expect(queries.map(\.text) == ["one  two\tthree", "four five"])
  }

  @Test func `a key with blanks stays one column`() throws {
    let lines = RunFile.lines(
      query: "1", [RankedDocument(key: "a b%20\u{7}c", score: 0.1)], name: "quern")
    #expect(lines == "1 Q0 a%20b%20%07c 1 0.1 quern\n")
  }

  @Test func `a run reads back as it was where names have blanks`() throws {
    let judgements = try Judgements("first q\ta b.txt\t1\nq2\tc d\t2\nq2\te%20f\t1\n")
    let results = [
      "first q": [RankedDocument(key: "a!b", score: 1), RankedDocument(key: "a b.txt", score: 1)],
      "q2": [
        RankedDocument(key: "e f", score: 3), RankedDocument(key: "c d", score: 0.5),
        RankedDocument(key: "line\u{2028}end", score: 0.25),
      ],
    ]
    var (first, second) = (Evaluation(), Evaluation())
    var lines = ""
    for (query, list) in results.sorted(by: { $0.key < $1.key }) {
      first.add(query, list, judgements)
      lines += RunFile.lines(query: query, list, name: "quern")
    }
    let run = try RunFile(lines)
    for query in first.queries { second.add(query, run[query], judgements) }
    #expect(first == second)
    #expect(first.values(of: .recall) == [1, 1])
    #expect(run["none"].isEmpty)
  }

  @Test func `a difference is told from chance`() {
    let first = (0..<200).map { Double($0 % 7) / 7 }
    let same = PairedComparison(first, first)
    #expect(same.chance == 1)
    #expect(same.betterCount == 0 && same.worseCount == 0 && !same.isWorse)
    let worse = PairedComparison(first, first.map { $0 - 0.05 })
    #expect(worse.isWorse && worse.worseCount == 200)
    #expect(worse.chance < 0.001)
    // One query up, one down by as much: any sign gives a sum as great in half of the draws.
    let balanced = PairedComparison([0, 1], [1, 0])
    #expect(balanced.chance == 1)
    // Three queries up by the same: only two of eight draws of signs reach the sum.
    let three = PairedComparison([0, 0, 0], [1, 1, 1])
    #expect(abs(three.chance - 0.25) < 0.02)
  }
}
