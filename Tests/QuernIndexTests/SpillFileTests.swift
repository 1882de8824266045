import QuernCodec
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernIndex

struct SpillFileTests {
  @Test(arguments: [0, 100, 1 << 20])
  func `what was spilled comes back in its order, and no file stays`(limit: Int) throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let directory = MemoryDirectory()
    let spill = SpillFile(directory, limit: limit) { "7.segment" }
    let writer = try FramedWriter(directory.create("1.segment"), kind: .segment)
    var expected: [[UInt8]] = []
    for field in 0..<3 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<300, using: &random) {
        let piece = (0..<Int.random(in: 0..<2_000, using: &random)).map { UInt8($0 & 255) }
        try spill.append(piece)
        bytes += piece
      }
      #expect(directory.names().contains("7.segment") == (bytes.count > limit), "seed \(seed)")
      writer.beginSection(.positions, field: field)
      try spill.move(to: writer)
      try writer.endSection()
      #expect(directory.names() == ["1.segment"], "seed \(seed)")
      expected.append(bytes)
    }
    _ = try writer.finish()
    let file = try FramedFile(try directory.map("1.segment"), kind: .segment)
    for (field, bytes) in expected.enumerated() {
      let section = try file.requiredSection(.positions, field: field)
      #expect(try section.copyBytes(at: 0, count: section.count) == bytes, "seed \(seed)")
    }
  }
}
