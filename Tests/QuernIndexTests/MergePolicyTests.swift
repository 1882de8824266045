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

  @Test func `no segment gets more documents than its key table can count`() {
    let large = MergePolicy.Segment(documentCount: 1 << 28, deletedCount: 0)
    let sizes = Array(repeating: large, count: 10)
    #expect(MergePolicy.nextMerge(sizes) == nil)
    #expect(MergePolicy.fullMerges(sizes) == [0..<4, 4..<8, 8..<10])
    let half = MergePolicy.Segment(documentCount: 1 << 28, deletedCount: 1 << 27)
    #expect(MergePolicy.fullMerges(Array(repeating: half, count: 9)) == [0..<8, 8..<9])
    #expect(MergePolicy.fullMerges([large]) == [])
    #expect(MergePolicy.fullMerges([]) == [])
    let small = MergePolicy.Segment(documentCount: 100, deletedCount: 0)
    #expect(MergePolicy.nextMerge([large] + Array(repeating: small, count: 8)) == 1..<9)
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
