import QuernPresentation
import Testing

struct RepairReportTests {
  @Test func `a repair names what is lost`() {
    var report = RepairReport(path: "index", generation: 8)
    report.documents = 12
    report.keptSegments = 1
    report.saved = 5
    report.lost = [
      .init(key: "a\u{1b}", path: "/news/a", title: nil), .init(key: nil, path: nil, title: "Rain"),
    ]
    report.unnamedLost = 2
    report.notes = ["1.segment is damaged: x"]
    report.setAside = ["1.segment.damaged"]
    #expect(
      report.text == """
        1.segment is damaged: x
        lost: a␛, from /news/a
        lost: an article whose key cannot be read, titled Rain
        lost: 2 articles of which nothing is known
        set aside: 1.segment.damaged
        index: commit 8, 12 articles; 1 segment kept, 5 articles written anew, 4 lost

        """)
    #expect(
      report.records.map(\.description) == [
        #"{"type":"note","text":"1.segment is damaged: x"}"#,
        #"{"type":"lost","key":"a\u001b","path":"/news/a","title":null}"#,
        #"{"type":"lost","key":null,"path":null,"title":"Rain"}"#,
        #"{"type":"setAside","file":"1.segment.damaged"}"#,
        #"{"type":"summary","generation":8,"documents":12,"keptSegments":1,"saved":5,"lost":4}"#,
      ])
  }

  @Test func `a sound index is told in one line`() {
    #expect(RepairReport(path: "index", generation: nil).text == "index: no damage\n")
  }
}
