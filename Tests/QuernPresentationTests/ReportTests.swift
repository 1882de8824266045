import QuernModel
import QuernPresentation
import Testing

@Suite struct ReportTests {
  @Test func `an index summary names failures, repairs and duplicates only where there are any`() {
    var summary = IndexSummary()
    summary.added = 2
    summary.updated = 1
    summary.removed = 1
    summary.unchanged = 10
    #expect(summary.line == "2 added, 1 updated, 1 removed, 10 unchanged")
    summary.failed = 1
    #expect(summary.line == "2 added, 1 updated, 1 removed, 10 unchanged, 1 failed")
    summary.repaired = 3
    #expect(summary.line.hasSuffix(", 1 failed, 3 repaired"))
    summary.duplicates = 2
    summary.documents = 13
    summary.tokens = 4_000
    summary.seconds = 0.25
    #expect(summary.line.hasSuffix(", 1 failed, 3 repaired, 2 duplicates"))
    #expect(
      summary.record.description
        == #"{"type":"summary","added":2,"updated":1,"removed":1,"unchanged":10,"failed":1,"#
        + #""repaired":3,"duplicates":2,"documents":13,"tokens":4000,"seconds":0.25}"#)
  }

  static var statistics: StatisticsReport {
    var report = StatisticsReport(
      path: "./index",
      commit: CommitInfo(
        generation: 3, created: 0,
        analysis: AnalysisIdentity(
          main: AnalyzerIdentity(name: "auto", version: 1),
          fields: [FieldName("author"): AnalyzerIdentity(name: "exact", version: 1)],
          chosen: ["english", "german"].map { AnalyzerIdentity(name: $0, version: 1) }, icu: "72.1",
          unicode: "15.0"),
        roots: [Root(path: "/news", format: "jsonl", includesHidden: true)]))
    report.documents = 13
    report.terms = 1_234
    report.tokens = 4_321
    report.segments = 2
    report.bytes = ["postings": 2_000, "dictionary": 500]
    report.fields = [
      FieldReport(
        name: .date, type: .date, values: 13, misfits: 1, distinct: 4, least: "2025-07-01",
        greatest: "2025-07-22"),
      FieldReport(name: FieldName("lang"), type: .keyword, values: 13, distinct: 3),
      FieldReport(name: .text, type: .text, values: 13),
    ]
    return report
  }

  @Test func `statistics as a table`() {
    #expect(
      Self.statistics.text == """
        index         ./index
        documents     13
        deleted       0
        terms         1,234
        tokens        4,321
        segments      2
        commit        3
        fields        3
          date        date, 2025-07-01 … 2025-07-22; 1 of 13 values are none
          lang        keyword, 3 different
          text        text
        analyzer      auto, version 1
          author      exact
          chosen      english, german
        icu           72.1, Unicode 15.0
        bytes         2,500
          dictionary  500
          postings    2,000
        root          /news (as jsonl, hidden files too)

        """)
  }

  @Test func `statistics as one object on one line`() {
    #expect(
      Self.statistics.record.description
        == #"{"documents":13,"deleted":0,"terms":1234,"tokens":4321,"segments":2,"#
        + #""bytes":{"dictionary":500,"postings":2000,"total":2500},"#
        + #""fields":[{"name":"date","type":"date","values":13,"misfits":1,"distinct":4,"#
        + #""least":"2025-07-01","greatest":"2025-07-22"},{"name":"lang","type":"keyword","values":13,"#
        + #""misfits":0,"distinct":3,"least":null,"greatest":null},{"name":"text","type":"text","#
        + #""values":13,"misfits":0,"distinct":null,"least":null,"greatest":null}],"#
        + #""segmentsWithoutColumns":0,"analyzer":"auto","#
        + #""analyzerVersion":1,"fieldAnalyzers":{"author":"exact"},"#
        + #""chosenAnalyzers":["english","german"],"icu":"72.1","unicode":"15.0","generation":3,"#
        + #""roots":[{"path":"/news","format":"jsonl","hidden":true,"followLinks":false}]}"#)
  }

  @Test func `damage is named with file, place, evidence and remedy`() {
    let report = DamageReport(places: [
      .init(file: "7.segment", offset: 64, evidence: "checksum \u{1B}1 ≠ 2", remedy: "rebuild"),
      .init(file: "commit.2", offset: nil, evidence: "missing", remedy: "rebuild"),
    ])
    #expect(
      report.text == """
        7.segment, byte 64: checksum ␛1 ≠ 2
          remedy: rebuild
        commit.2: missing
          remedy: rebuild

        """)
    #expect(
      report.records.map(\.description) == [
        #"{"type":"damage","file":"7.segment","offset":64,"evidence":"checksum \u001b1 ≠ 2","#
          + #""remedy":"rebuild"}"#,
        #"{"type":"damage","file":"commit.2","offset":null,"evidence":"missing","#
          + #""remedy":"rebuild"}"#,
        #"{"type":"summary","damaged":2}"#,
      ])
  }

  @Test func `latencies as a table and as an object`() {
    let report = LatencyReport(
      queries: 1, repetitions: 1_000, hits: 4,
      percentiles: [
        .init(name: "p50", nanoseconds: 81_500), .init(name: "max", nanoseconds: 1_200_000),
      ], queriesPerSecond: 12_345.67)
    #expect(
      report.text == """
        1 query, 1,000 times each, 4 hits
        p50  81.5 µs
        max   1.2 ms
        12346 queries/s

        """)
    #expect(
      report.record.description
        == #"{"type":"summary","queries":1,"repeat":1000,"hits":4,"#
        + #""microseconds":{"p50":81.5,"max":1200.0},"queriesPerSecond":12345.7}"#)
  }

  @Test func `words stand beside what each stage made of them`() {
    var report = TokenReport(
      text: "Çırağan 日本 ʼ", analyzer: "english",
      stages: ["caseFolded", "lettersFolded"],
      words: [
        .init(position: 0, range: 0..<10, forms: ["çırağan", "ciragan"], term: "ciragan"),
        .init(position: 1, range: 11..<17, forms: ["日本", "日本国"], term: "日本"),
        .init(position: 102, range: 18..<20, forms: ["ʼ", ""], term: nil),
        .init(position: 103, range: 40..<50, forms: [""], term: nil),
      ])
    #expect(
      report.table == """
        analyzer english
        position  bytes  word     caseFolded  lettersFolded  term
               0  0–10   Çırağan  çırağan     ciragan        ciragan
               1  11–17  日本     日本        日本国         日本 (cut)
             102  18–20  ʼ        ʼ                          (lettersFolded leaves nothing)
             103  40–50                                      (caseFolded leaves nothing)

        """)
    #expect(
      report.records.first?.description
        == #"{"word":"Çırağan","start":0,"end":10,"position":0,"analyzer":"english","#
        + #""stages":[{"stage":"caseFolded","form":"çırağan"},"#
        + #"{"stage":"lettersFolded","form":"ciragan"}],"term":"ciragan"}"#)
    #expect(
      report.records.last?.description.hasSuffix(
        #""term":null,"reason":"caseFolded leaves nothing"}"#) == true)
    report.choice = .init(language: "en", confidence: 0.654321, reason: "it seems to be en\u{1B}")
    #expect(report.table.hasPrefix("analyzer english: it seems to be en␛\n"))
    #expect(
      report.records.first?.description.contains(
        #""analyzer":"english","language":"en","confidence":0.6543,"stages""#) == true)
  }

  @Test func `an error says what, where and what to do`() {
    #expect(
      ErrorText("no index in ./x\u{1B}", hint: "make one").text
        == "quern: error: no index in ./x␛\nhint: make one\n")
  }

  @Test func `a caret stands under the place in the query`() {
    let query = "日本 \"foo"
    #expect(
      ErrorText("unclosed", place: .init(query: query, offset: 7)).text == """
        quern: error: unclosed
          日本 "foo
               ^

        """)
    #expect(ErrorText("x", place: .init(query: "ab", offset: 99)).text.hasSuffix("  ab\n    ^\n"))
    #expect(ErrorText("x", place: .init(query: "ab", offset: -5)).text.hasSuffix("  ab\n  ^\n"))
  }
  @Test func `of a long query only what is near the place is shown`() {
    let query = String(repeating: "a", count: 8_000) + "b" + String(repeating: "c", count: 8_000)
    let text = ErrorText("x", place: .init(query: query, offset: 8_000)).text
    let lines = text.split(separator: "\n")
    #expect(
      lines[1] == "  …\(String(repeating: "a", count: 50))b\(String(repeating: "c", count: 19))…")
    #expect(lines[2] == String(repeating: " ", count: 53) + "^")
  }
}
