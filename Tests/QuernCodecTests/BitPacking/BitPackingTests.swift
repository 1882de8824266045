import CKernels
import QuernCodec
import QuernStorage
import Testing
import QuernTestSupport

struct BitPackingTests {
  /// Blocks of `width` bits: random ones, and all bits clear, set, and alternating.
  private func blocks(width: Int, seed: UInt64) -> [[UInt32]] {
    var generator = SeededGenerator(seed: seed)
    let largest = width == 32 ? UInt32.max : (1 << UInt32(width)) - 1
    let extremes: [[UInt32]] = [
      Array(repeating: 0, count: 128), Array(repeating: largest, count: 128),
      (0..<128).map { $0 % 2 == 0 ? largest : 0 }, (0..<128).map { $0 == 127 ? largest : 0 },
    ]
    return extremes
      + (0..<20).map { _ in
        (0..<128).map { _ in UInt32.random(in: 0...largest, using: &generator) }
      }
  }

  @Test(arguments: 0...32)
  func `kernels pack and unpack as the reference does`(width: Int) {
    for values in blocks(width: width, seed: 7) {
      var packed = [UInt8](repeating: 0xAA, count: 16 * width + 3)
      BitPacking.pack(values, width: width, into: &packed)
      #expect(Array(packed.prefix(16 * width)) == ReferencePacking.pack(values, width: width))
      #expect(packed.suffix(3) == [0xAA, 0xAA, 0xAA], "written past the block")

      var unpacked = [UInt32](repeating: 1, count: 128)
      let view = ByteView(copying: Array(packed.prefix(16 * width)))
      BitPacking.unpack(view.bytes, at: 0, width: width, base: 0, into: &unpacked)
      #expect(unpacked == values)
      #expect(unpacked == ReferencePacking.unpack(packed, width: width))
      BitPacking.unpack(view.bytes, at: 0, width: width, base: 5, into: &unpacked)
      #expect(unpacked == values.map { $0 &+ 5 })
      for (index, value) in values.enumerated() {
        #expect(unsafe quern_packed_value(packed, UInt32(width), UInt32(index)) == value)
      }
    }
  }

  @Test(arguments: 0...32)
  func `running sums equal the reference's, wrapping included`(width: Int) {
    for values in blocks(width: width, seed: 8) {
      for previous: UInt32 in [.max, 0, 1_000_000, .max - 64] {
        var packed = [UInt8](repeating: 0, count: 16 * width + 5)
        BitPacking.pack(values, width: width, into: &packed)
        // The block stands at an odd address and ends with its memory.
        let block = [1, 2, 3] + packed.prefix(16 * width)
        var sums = [UInt32](repeating: 0, count: 128)
        unsafe block.withUnsafeBufferPointer { block in
          guard let bytes = block.baseAddress else { return }
          unsafe quern_unpack_ascending128(bytes + 3, UInt32(width), previous, &sums)
        }
        #expect(sums == ReferencePacking.sums(values, previous: previous))
      }
    }
  }

  @Test func `the width is that of the largest value`() {
    for width in 0...32 {
      for values in blocks(width: width, seed: 9) {
        let largest = values.max() ?? 0
        #expect(BitPacking.width(of: values) == 32 - largest.leadingZeroBitCount)
      }
    }
  }
}
