import QuernCodec
import QuernStorage
import Testing
import QuernTestSupport

struct LengthsTests {
  @Test(arguments: [1, 10, 1_000, 4_999])
  func `codes are read as they were written, dense or sparse`(count: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let documents = (0..<UInt32(5_000)).shuffled(using: &random).prefix(count).sorted()
    var writer = LengthsWriter()
    var expected = [UInt8](repeating: 0, count: 5_000)
    for document in documents {
      let code = UInt8.random(in: 1...255, using: &random)
      writer.append(document: document, code: code)
      expected[Int(document)] = code
    }
    let bytes = writer.encode(documentCount: 5_000)
    #expect((bytes[0] == 1) == (count * 5 < 5_000))
    let reader = try LengthReader(ByteView(copying: bytes), documentCount: 5_000)
    var all: [UInt8] = []
    try reader.read(Array(0..<UInt32(5_000)).span, into: &all)
    #expect(all == expected, "seed \(seed)")
    #expect((0..<5_000).map { writer.code(of: $0) } == expected, "seed \(seed)")
    var walked = [UInt8](repeating: 0, count: 5_000)
    try reader.forEach { document, code in walked[Int(document)] = code }
    #expect(walked == expected, "seed \(seed)")
  }

  @Test func `documents that do not ascend are refused`() throws {
    let bytes: [UInt8] = [1, 0, 0, 0, 2, 0, 0, 0, 7, 0, 0, 0, 3, 0, 0, 0, 1, 1]
    let reader = try LengthReader(ByteView(copying: bytes), documentCount: 10)
    #expect(throws: CodecError.self) { try reader.forEach { _, _ in } }
  }

  @Test func `a kind that nobody writes is refused`() {
    #expect(throws: CodecError.self) {
      try LengthReader(ByteView(copying: [2, 0, 0, 0]), documentCount: 3)
    }
  }
}
