import QuernStorage
import Testing
import QuernTestSupport

struct ByteReaderTests {
  @Test func `what is written is read`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let numbers = (0..<1_000).map { _ in
      UInt64.random(in: .min ... .max, using: &random) >> UInt64.random(in: 0..<64, using: &random)
    }
    var writer = ByteWriter()
    for number in numbers { writer.writeVarint(number) }
    writer.writeFixed(UInt16(513))
    writer.writeFixed(Int64(-2))
    writer.writeText("Çırağan")
    var reader = ByteReader(ByteView(copying: writer.bytes))
    for number in numbers { #expect(try reader.readVarint() == number, "seed \(seed)") }
    #expect(try reader.readFixed(UInt16.self) == 513)
    #expect(try reader.readFixed(Int64.self) == -2)
    #expect(try reader.readText() == "Çırağan")
    #expect(reader.isAtEnd)
  }

  @Test func `an integer of more than 64 bits is refused`() {
    var reader = ByteReader(ByteView(copying: [UInt8](repeating: 0xFF, count: 11), file: "f"))
    #expect(throws: StorageError.malformedInteger(file: "f", offset: 0)) {
      try reader.readVarint()
    }
  }

  @Test func `an integer of more than 32 bits is refused where 32 are wanted`() {
    var writer = ByteWriter()
    writer.writeVarint(UInt64(1) << 32)
    var reader = ByteReader(ByteView(copying: writer.bytes, file: "f"))
    #expect(throws: StorageError.malformedInteger(file: "f", offset: 0)) {
      try reader.readVarint32()
    }
  }

  @Test func `text that is not UTF-8 is refused`() {
    var reader = ByteReader(ByteView(copying: [2, 0xC3, 0x28], file: "f"))
    #expect(throws: StorageError.malformedText(file: "f", offset: 1)) { try reader.readText() }
  }

  @Test func `nothing is read outside a view`() throws {
    let view = try ByteView(copying: [1, 2, 3, 4, 5], file: "f").slice(at: 1, count: 3)
    #expect(try view.load(UInt16.self, at: 1) == 0x0403)
    #expect(throws: StorageError.outOfBounds(file: "f", offset: 3, wanted: 2, available: 1)) {
      try view.load(UInt16.self, at: 2)
    }
    #expect(throws: StorageError.self) { try view.load(UInt8.self, at: -1) }
    #expect(throws: StorageError.self) { try view.slice(at: 2, count: .max) }
    #expect(throws: StorageError.self) { try view.copyBytes(at: 0, count: -1) }
    #expect(try view.copyBytes(at: 1, count: 2) == [3, 4])
    #expect(try view.suffix(from: 3).count == 0)
  }
}
