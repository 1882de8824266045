import CKernels
import QuernTestSupport
import Testing

@testable import QuernCodec

/// The kernels of Rice's code against the plain reference.
struct RiceTests {
  @Test func `the code of a block is the one that takes the fewest bytes`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var riceCount = 0
    for _ in 0..<500 {
      let values = RandomBlock.values(using: &random)
      let saving = Int.random(in: 0...16, using: &random)
      let found = PackedWidth(of: values, leastSaving: saving)
      let best = ReferenceRice.code(of: values, leastSaving: saving)
      riceCount += found.hasUnary ? 1 : 0
      guard found.code != best else { continue }
      // As many bytes with another number of low bits.
      let sizes = [found, PackedWidth(code: best)].map {
        16 * $0.bits + (ReferenceRice.unary(of: values, lowBits: $0.bits)?.count ?? -1)
      }
      #expect(found.hasUnary && best >= 96 && sizes[0] == sizes[1], "seed \(seed), \(values)")
    }
    #expect(riceCount > 50, "seed \(seed)")
    #expect(PackedWidth(of: Array(repeating: .max, count: 128), leastSaving: 0).code == 32)
    #expect(PackedWidth(of: Array(repeating: 0, count: 128), leastSaving: 0).code == 0)
  }

  @Test func `kernels write and read as the reference does`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<300 {
      let values = RandomBlock.values(using: &random)
      let lowBits = Int.random(in: 0..<24, using: &random)
      guard let unary = ReferenceRice.unary(of: values, lowBits: lowBits) else { continue }
      var room = [UInt8](repeating: 0xAA, count: 50)
      let size = BitPacking.makeUnary(of: values, lowBits: lowBits, into: &room)
      #expect(Array(room[..<size]) == unary, "seed \(seed)")
      #expect(room[47...] == [0xAA, 0xAA, 0xAA], "written past the room")
      let low = values.map { $0 & (1 << UInt32(lowBits) - 1) }
      let packed = ReferencePacking.pack(low, width: lowBits) + [0]
      var (read, sums) = ([UInt32](repeating: 7, count: 128), [UInt32](repeating: 7, count: 128))
      let isRead = unsafe quern_unpack_rice128(
        packed, UInt32(lowBits), unary, UInt32(size), 5, &read)
      #expect(isRead == 1 && read == values.map { $0 + 5 }, "seed \(seed)")
      var zeros = [UInt8](repeating: 0, count: Int(QUERN_ZEROS_ROOM))
      let previous = UInt32.random(in: 0 ... .max, using: &random)
      for isPlain in [false, true] {
        let isRead =
          unsafe isPlain
          ? quern_read_unary128_plain(unary, UInt32(size), &zeros)
          : quern_read_unary128(unary, UInt32(size), &zeros)
        #expect(isRead == 1)
        unsafe quern_unpack_ascending128(packed, UInt32(lowBits), previous, &sums)
        unsafe isPlain
          ? quern_add_highs128_plain(zeros, UInt32(lowBits), &sums)
          : quern_add_highs128(zeros, UInt32(lowBits), &sums)
        #expect(sums == ReferencePacking.sums(values, previous: previous), "seed \(seed)")
      }
      let frequencies = unsafe packed.withUnsafeBufferPointer { packed in
        unsafe unary.withUnsafeBufferPointer { unary in
          let block = unsafe quern_frequencies(
            bytes: packed.baseAddress, patch: unary.baseAddress,
            width: UInt32(QUERN_RICE) + UInt32(lowBits), patch_count: UInt32(size))
          return (0..<128).map { unsafe quern_frequency(block, $0) }
        }
      }
      #expect(frequencies == values.map { $0 + 1 }, "seed \(seed)")
    }
  }

  /// What stands behind the unary part must not matter, nor whether it can be read.
  @Test func `frequencies are read at any places`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var readCount = 0
    for _ in 0..<2_000 {
      let values = RandomBlock.values(using: &random)
      let lowBits = Int.random(in: 0..<24, using: &random)
      guard let unary = ReferenceRice.unary(of: values, lowBits: lowBits) else { continue }
      readCount += 1
      let low = values.map { $0 & (1 << UInt32(lowBits) - 1) }
      let packed = ReferencePacking.pack(low, width: lowBits) + [0]
      let behind = (unary.count..<Int(QUERN_UNARY_ROOM)).map { _ in
        UInt8.random(in: 0 ... .max, using: &random)
      }
      let places = (0..<Int.random(in: 0...128, using: &random)).map { _ in
        UInt8.random(in: 0..<128, using: &random)
      }
      for room in [unary, unary + behind] {
        let found = Self.frequencies(
          at: places, packed, room, unary.count, lowBits, hasRoom: room.count > unary.count)
        #expect(found == places.map { values[Int($0)] + 1 }, "seed \(seed)")
      }
    }
    #expect(readCount > 1_000, "seed \(seed)")
  }

  @Test func `frequencies of any bytes and places are some numbers`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let mask = UInt8.random(in: 0 ... .max, using: &random)
      let room = (0..<Int(QUERN_UNARY_ROOM)).map { _ in
        UInt8.random(in: 0 ... .max, using: &random) & mask
      }
      let places = (0..<128).map { _ in UInt8.random(in: 0 ... .max, using: &random) }
      let found = Self.frequencies(at: places, [], room, 47, 0, hasRoom: true)
      #expect(found.allSatisfy { 1...385 ~= $0 }, "seed \(seed)")
    }
  }

  private static func frequencies(
    at places: [UInt8], _ packed: [UInt8], _ unary: [UInt8], _ size: Int, _ lowBits: Int,
    hasRoom: Bool
  ) -> [UInt32] {
    var frequencies = [UInt32](repeating: 7, count: places.count + 1)
    unsafe packed.withUnsafeBufferPointer { packed in
      unsafe unary.withUnsafeBufferPointer { unary in
        var block = unsafe quern_frequencies(
          bytes: packed.baseAddress, patch: unary.baseAddress,
          width: UInt32(QUERN_RICE) + UInt32(lowBits), patch_count: UInt32(size))
        unsafe quern_rice_frequencies(
          &block, hasRoom ? 1 : 0, places, UInt32(places.count), &frequencies)
      }
    }
    #expect(frequencies.last == 7, "written past the places")
    return Array(frequencies.dropLast())
  }

  @Test func `any bytes are a unary part or none`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var soundCount = 0
    for _ in 0..<2_000 {
      // About 128 ones, often exactly as many.
      var bytes = [UInt8](repeating: 0, count: Int.random(in: 0...60, using: &random))
      let wanted = Int.random(in: 126...129, using: &random)
      for place in Array(0..<8 * bytes.count).shuffled(using: &random).prefix(wanted) {
        bytes[place / 8] |= 1 << UInt8(place % 8)
      }
      let numbers = ReferenceRice.numbers(in: bytes[...])
      soundCount += numbers == nil ? 0 : 1
      var values = [UInt32](repeating: 7, count: 128)
      let isRead = unsafe quern_unpack_rice128(nil, 0, bytes, UInt32(bytes.count), 1, &values)
      #expect(isRead == (numbers == nil ? 0 : 1), "seed \(seed)")
      #expect(
        values == (numbers ?? Array(repeating: 0, count: 128)).map { $0 + 1 }, "seed \(seed)")
      var zeros = [[UInt8]](repeating: .init(repeating: 0, count: Int(QUERN_ZEROS_ROOM)), count: 2)
      let size = UInt32(bytes.count)
      #expect(unsafe quern_read_unary128(bytes, size, &zeros[0]) == isRead, "seed \(seed)")
      #expect(unsafe quern_read_unary128_plain(bytes, size, &zeros[1]) == isRead, "seed \(seed)")
      #expect(zeros[0].prefix(128) == zeros[1].prefix(128), "seed \(seed)")
      for index in [0, 1, 63, 64, 126, 127, 128, 1 << 31] as [UInt32] {
        let found = unsafe quern_unary_value(bytes, size, index)
        #expect(unsafe quern_unary_value_plain(bytes, size, index) == found, "seed \(seed)")
        guard let numbers else { continue }
        #expect(found == (index < 128 ? numbers[Int(index)] : 0), "seed \(seed)")
      }
    }
    #expect(soundCount > 100, "seed \(seed)")
  }

  @Test func `a unary part is read from any number on`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      // Few numbers have nearly all zeros: there are whole words of them.
      var numbers = [UInt32](repeating: 0, count: 128)
      for _ in 0..<Int.random(in: 0...248, using: &random) {
        numbers[Int.random(in: 0..<4, using: &random) * 40] += 1
      }
      let unary = ReferenceRice.unary(of: numbers, lowBits: 0) ?? []
      unsafe unary.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        for first in 0..<128 {
          let count = Int.random(in: 1...128 - first, using: &random)
          var read = [UInt32](repeating: .max, count: 129)
          #expect(
            unsafe quern_unary_run(
              start, UInt32(bytes.count), UInt32(first), UInt32(count), &read) == 1)
          #expect(Array(read[..<count]) == Array(numbers[first..<first + count]), "seed \(seed)")
          #expect(read[count] == .max, "written past the count")
          #expect(
            unsafe quern_unary_run(
              start, UInt32(bytes.count), UInt32(first), UInt32(129 - first), &read) == 0)
        }
      }
    }
  }
}
