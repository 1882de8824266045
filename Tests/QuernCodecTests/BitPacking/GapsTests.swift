import CKernels
import QuernTestSupport
import Testing

@testable import QuernCodec

/// The kernels of a block's documents, in Rice's code and in Elias and Fano's, against sums and sets.
struct GapsTests {
  /// A block as a writer makes it, and its documents.
  private struct Block {
    let code: PackedWidth
    let previous: UInt32
    let documents: [UInt32]
    /// The unary part, then the packed bits.
    var bytes: [UInt8]
    let unaryCount: Int
    /// What a header and the unary part's last byte say.
    var last: UInt32
    var unarySize: UInt32

    init?(_ gaps: [UInt32], previous: UInt32, _ code: PackedWidth) {
      guard code.hasUnary else { return nil }
      (self.code, self.previous) = (code, previous)
      documents = ReferencePacking.sums(gaps, previous: previous)
      let offsets = documents.map { $0 &- previous &- 1 }
      let highs = offsets.map { $0 >> UInt32(code.bits) }
      let steps = highs.indices.map { $0 == 0 ? highs[0] : highs[$0] - highs[$0 - 1] }
      guard
        let unary = code.isEliasFano
          ? ReferenceRice.unary(of: steps, lowBits: 0)
          : ReferenceRice.unary(of: gaps, lowBits: code.bits)
      else { return nil }
      let low = (code.isEliasFano ? offsets : gaps).map { $0 & (1 << UInt32(code.bits) - 1) }
      bytes = unary + ReferencePacking.pack(low, width: code.bits)
      unaryCount = unary.count
      (last, unarySize) = (documents[127], UInt32(unary.count))
    }

    /// Calls a function with the block; `behind` bytes can be read that are not its own.
    func with<Result>(behind: Int = 0, _ body: (quern_gaps) -> Result) -> Result? {
      unsafe (bytes + [UInt8](repeating: 0xFF, count: behind)).withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return nil }
        return unsafe body(
          quern_gaps(
            code: UInt32(code.code), width: UInt32(code.bits), packed: start + unaryCount,
            unary: start, unary_size: unarySize, unary_room: bytes.count))
      }
    }

    /// The documents of both kernels; empty where they find the bytes unsound.
    func unpacked() -> [[UInt32]] {
      [false, true].map { isPlain in
        var zeros = [UInt8](repeating: 0, count: Int(QUERN_ZEROS_ROOM))
        var found = [UInt32](repeating: 7, count: 128)
        let isSound: Int32 =
          unsafe with { gaps in
            guard let unary = unsafe gaps.unary,
              unsafe quern_read_unary128(unary, gaps.unary_size, &zeros) != 0
            else { return 0 }
            let (packed, width) = unsafe (gaps.packed, gaps.width)
            switch (code.isEliasFano, isPlain) {
            case (true, true):
              return unsafe quern_unpack_offsets128_plain(packed, width, previous, zeros, &found)
            case (true, false):
              return unsafe quern_unpack_offsets128(packed, width, previous, zeros, &found)
            case (false, true):
              unsafe quern_unpack_rice_gaps128_plain(packed, width, previous, zeros, &found)
            case (false, false):
              unsafe quern_unpack_rice_gaps128(packed, width, previous, zeros, &found)
            }
            return 1
          } ?? 0
        return isSound != 0 ? found : []
      }
    }

    /// Which of some documents each kernel finds, and where; `nil` where it finds the block unsound.
    func find(_ wanted: [UInt32]) -> [[Int: Int]?] {
      [(false, 0), (false, 48), (true, 0)].map { isPlain, behind in
        var places = [UInt8](repeating: 0, count: wanted.count + 1)
        var others = places
        let count =
          unsafe with(behind: behind) { gaps in
            unsafe withUnsafePointer(to: gaps) { gaps in
              unsafe isPlain
                ? quern_find_single_plain(
                  gaps, previous, last, wanted, UInt32(wanted.count), &places, &others)
                : quern_find_single(
                  gaps, previous, last, wanted, UInt32(wanted.count), &places, &others)
            }
          } ?? -1
        guard count >= 0 else { return nil }
        return Dictionary(
          (0..<Int(count)).map { (Int(places[$0]), Int(others[$0])) },
          uniquingKeysWith: { first, _ in first })
      }
    }
  }

  private static func previous(_ random: inout SeededGenerator) -> UInt32 {
    Bool.random(using: &random) ? .max : UInt32.random(in: 0..<1 << 31, using: &random)
  }

  /// The bytes of gaps in a code.
  private static func size(_ gaps: [UInt32], _ code: PackedWidth) -> Int? {
    guard code.hasUnary else { return 16 * code.bits }
    return Block(gaps, previous: .max, code).map { $0.bytes.count + 1 }
  }

  @Test func `a code that finds single documents is taken where it costs little`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var counts: [String: Int] = [:]
    for _ in 0..<600 {
      let gaps = RandomBlock.values(mostBits: 22, using: &random)
      let loss = Int.random(in: 0...20, using: &random)
      let shortest = PackedWidth(of: gaps, leastSaving: 8)
      let found = PackedWidth(ofGaps: gaps, leastSaving: 8, mostLoss: loss)
      let isDense = gaps.reduce(127) { $0 + UInt64($1) } < 128 * 64
      let most = (Self.size(gaps, shortest) ?? 0) + (isDense ? loss : 0)
      let set = Self.size(gaps, PackedWidth(code: 96)) ?? .max
      let offsets = (1..<24).compactMap { Self.size(gaps, PackedWidth(code: 128 + $0)) }.min()
      let place = Comment("seed \(seed), \(gaps)")
      #expect(found.isSoundForGaps, place)
      if shortest.code == 0 {
        #expect(found.code == 0, place)
      } else if set <= most {
        #expect(found.code == 96, place)
        counts["set", default: 0] += 1
      } else if let offsets, offsets <= most {
        #expect(found.isEliasFano && Self.size(gaps, found) == offsets, place)
        counts["offsets", default: 0] += 1
      } else {
        #expect(found.code == shortest.code, place)
        counts["gaps", default: 0] += 1
      }
    }
    #expect(counts.count == 3 && counts.values.allSatisfy { $0 > 20 }, "seed \(seed), \(counts)")
  }

  @Test func `what a writer makes of gaps is what the reference makes`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var count = 0
    for _ in 0..<200 {
      let gaps = RandomBlock.values(mostBits: 22, using: &random)
      let code = PackedWidth(ofGaps: gaps, leastSaving: 8, mostLoss: 1_000)
      guard code.isEliasFano else { continue }
      count += 1
      var (offsets, steps) = (gaps, [UInt32](repeating: 0, count: 128))
      BitPacking.makeOffsets(of: &offsets, lowBits: code.bits, steps: &steps)
      var room = [UInt8](repeating: 0, count: 512)
      let unaryCount = BitPacking.makeUnary(of: steps, lowBits: 0, into: &room)
      var bytes = Array(room[..<unaryCount])
      BitPacking.pack(offsets, width: code.bits, into: &room)
      bytes += room[..<(16 * code.bits)]
      let block = try #require(Block(gaps, previous: .max, code), "seed \(seed)")
      #expect(bytes == block.bytes, "seed \(seed)")
    }
    #expect(count > 5, "seed \(seed)")
  }

  @Test func `all documents come back, and each one alone`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var counts: [UInt8: Int] = [:]
    for _ in 0..<400 {
      let gaps = RandomBlock.values(mostBits: 22, using: &random)
      let previous = Self.previous(&random)
      let flag: UInt8 = Bool.random(using: &random) ? 96 : 128
      for bits in UInt8(flag == 96 ? 0 : 1)..<24 {
        guard let block = Block(gaps, previous: previous, PackedWidth(code: flag + bits))
        else { continue }
        let place = Comment("seed \(seed), code \(flag + bits)")
        for found in block.unpacked() { #expect(found == block.documents, place) }
        guard quern_finds_single(UInt32(flag + bits)) != 0 else { continue }
        let all = (previous &+ 1)...block.documents[127]
        let near = block.documents.flatMap { [$0, $0 &+ 1, $0 &- 1] }.filter(all.contains)
        let wanted = Set(
          near.shuffled(using: &random).prefix(Int.random(in: 0...20, using: &random))
        ).sorted()
        let expected = wanted.indices.compactMap { index in
          block.documents.firstIndex(of: wanted[index]).map { (index, $0) }
        }
        for found in block.find(wanted) {
          #expect(found == Dictionary(uniqueKeysWithValues: expected), place)
        }
        counts[flag, default: 0] += 1
      }
    }
    #expect(counts[96, default: 0] > 5 && counts[128, default: 0] > 100, "seed \(seed)")
  }

  @Test func `of damaged bytes all kernels make the same`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    var count = 0
    for _ in 0..<400 {
      let gaps = RandomBlock.values(mostBits: 22, using: &random)
      let code = PackedWidth(ofGaps: gaps, leastSaving: 8, mostLoss: 1_000)
      guard var block = Block(gaps, previous: Self.previous(&random), code) else { continue }
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        // Two flipped bits may leave as many ones.
        let bit = Int.random(in: 0..<8 * block.bytes.count, using: &random)
        block.bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      }
      let unpacked = block.unpacked()
      #expect(unpacked[0] == unpacked[1], "seed \(seed), code \(code.code)")
      if code.isEliasFano {
        count += 1
        #expect(zip(unpacked[0], unpacked[0].dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed)")
      }
      guard quern_finds_single(UInt32(code.code)) != 0 else { continue }
      let found = block.find(
        block.documents.enumerated().filter { $0.offset % 9 == 0 }.map(\.element))
      #expect(found[0] == found[1] && found[0] == found[2], "seed \(seed), code \(code.code)")
      #expect(found[0]?.values.allSatisfy { 0..<128 ~= $0 } ?? true)
    }
    #expect(count > 10, "seed \(seed)")
  }

  /// Gaps whose offsets end at the last document that a set of 128 bits and more has.
  private static let evenGaps = [UInt32](repeating: 1, count: 128)

  @Test(arguments: [UInt8(96), 129])
  func `a block that ends behind its unary part is damage`(code: UInt8) throws {
    let block = try #require(Block(Self.evenGaps, previous: 999, PackedWidth(code: code)))
    let wanted = [block.documents[3]]
    // The last offset of which the bit is in the unary part, and the next one of which it is not.
    let bits = UInt32(8 * block.unaryCount)
    let last = code == 96 ? bits - 1 : ((bits - 127) << UInt32(block.code.bits)) - 1
    for (offset, isSound) in [(last, true), (last + 1, false)] {
      var changed = block
      changed.last = 1_000 + offset
      for found in changed.find(wanted) { #expect((found != nil) == isSound) }
    }
    for size in [0, 15, 48, 255] {
      var changed = block
      changed.unarySize = UInt32(size)
      for found in changed.find(wanted) { #expect(found == nil, "\(size) bytes") }
    }
    for found in block.find([5, 999, block.documents[127] + 1, .max - 1]) { #expect(found == [:]) }
  }

  @Test func `frequencies are in no code of documents`() throws {
    // Gaps and frequencies of two packed bits and a unary part each.
    for (code, isSound): (UInt32, Bool) in [(98, true), (129, false), (130, false), (151, false)] {
      let block = try #require(Block(Self.evenGaps, previous: .max, PackedWidth(code: 98)))
      let size = block.unaryCount
      let unary = block.bytes[..<size] + [UInt8(size)]
      let packed = block.bytes[size...]
      let width = Int(code & 31)
      let body = unary + unary + packed + [UInt8](repeating: 0, count: 16 * width)
      var documents = [UInt32](repeating: 0, count: 128)
      var frequencies = unsafe quern_frequencies()
      let found = unsafe quern_unpack_block(
        Array(body), body.count, 0, body.count, 98, code, .max, 255, &documents, &frequencies)
      #expect((found != 0) == isSound, "code \(code)")
    }
  }
}
