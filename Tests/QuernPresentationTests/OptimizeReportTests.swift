import QuernPresentation
import Testing

struct OptimizeReportTests {
  @Test func `an optimized index is told in one line and one object`() {
    var report = OptimizeReport(
      before: .init(segments: 5, bytes: 120_000, deleted: 3),
      after: .init(segments: 1, bytes: 90_000, deleted: 0))
    report.documents = 40
    report.seconds = 0.125
    #expect(
      report.line
        == "5 segments to 1, 120,000 bytes to 90,000, 3 deleted articles reclaimed, in 0.13 s")
    #expect(
      report.record.description == """
        {"type":"summary","documents":40,"segmentsBefore":5,"segmentsAfter":1,\
        "bytesBefore":120000,"bytesAfter":90000,"reclaimed":3,"seconds":0.125}
        """)
  }

  @Test func `what reordering took and gave is told behind`() {
    var report = OptimizeReport(
      before: .init(segments: 1, bytes: 120_000, deleted: 0),
      after: .init(segments: 1, bytes: 90_000, deleted: 0))
    report.seconds = 2
    report.reordering = .init(
      documents: 20_000, seconds: 1.25, bytesBefore: 80_000, bytesAfter: 50_000)
    #expect(
      report.line.hasSuffix(
        " in 2.00 s; 20,000 articles reordered in 1.25 s, lists from 80,000 bytes to 50,000"))
    #expect(
      report.record.description.hasSuffix(
        """
        "reordered":20000,"reorderSeconds":1.25,"listBytesBefore":80000,"listBytesAfter":50000}
        """))
  }
}
