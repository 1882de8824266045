import QuernIndex
import QuernModel
import QuernStorage
import Testing

struct MergePolicyTests {
  @Test func `the number of segments stays small over many commits`() throws {
    var writer = try SampleWriter()
    for number in 0..<100 {
      try writer.commit(adding: [article("k\(number)", "t", "x y z")])
      #expect(writer.snapshot.segments.count < 8)
    }
    #expect(writer.snapshot.statistics.documentCount == 100)
    let keys = try writer.snapshot.segments.flatMap { segment in
      try (0..<segment.documentCount).map {
        try segment.document(DocumentID(rawValue: $0)).key.rawValue
      }
    }
    #expect(keys == (0..<100).map { "k\($0)" }, "documents keep their order")
  }

  @Test func `a segment of mostly deleted documents is written anew`() throws {
    var writer = try SampleWriter()
    try writer.commit(adding: (0..<10).map { article("k\($0)", "t", "x") })
    try writer.commit(deleting: ["k0", "k1", "k2", "k3"])
    #expect(writer.snapshot.segments.map(\.documentCount) == [6])
    #expect(writer.snapshot.segments.map(\.deletedCount) == [0])
    try writer.commit(deleting: (4..<10).map { "k\($0)" })
    #expect(writer.snapshot.segments.isEmpty)
    #expect(IndexChecker.check(writer.directory) == [])
  }
}
