import QuernStorage
import Testing
import QuernTestSupport

struct CRC32CTests {
  /// Bit by bit, as RFC 3720 defines it.
  private func reference(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
    return ~crc
  }

  @Test func `the check value of the polynomial`() {
    #expect(CRC32C.checksum(Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test(arguments: 0..<70)
  func `eight bytes a step equals bit by bit`(count: Int) {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    #expect(CRC32C.checksum(bytes) == reference(bytes), "seed \(seed)")
    let cut = count == 0 ? 0 : Int.random(in: 0..<count, using: &random)
    var pieces = CRC32C()
    pieces.update(Array(bytes[..<cut]))
    pieces.update(Array(bytes[cut...]))
    #expect(pieces.value == reference(bytes), "seed \(seed)")
    var tables = CRC32C()
    unsafe tables.updateByTables(bytes.span.bytes)
    #expect(tables.value == reference(bytes), "seed \(seed)")
  }
}
