import CKernels
import QuernCodec
import QuernModel
import QuernTestSupport
import Testing

/// Tails whose postings are packed: what is left over from a list's blocks, and short lists.
struct PackedTailTests {
  /// Postings of a tail behind some document, and their packed bytes; `nil` where they cannot be packed.
  private struct Tail {
    var first: UInt32
    var documents: [UInt32]
    var frequencies: [UInt32]
    var bytes: [UInt8]

    init?(using generator: inout SeededGenerator) {
      let count = Int.random(in: 1...127, using: &generator)
      let gapBits = UInt32.random(in: 0...23, using: &generator)
      let frequencyBits = UInt32.random(in: 0...9, using: &generator)
      func number(_ bits: UInt32) -> UInt32 {
        let end = (1 as UInt32) << UInt32.random(in: 0...bits, using: &generator)
        return UInt32.random(in: 0..<end, using: &generator)
      }
      let gaps = (0..<count).map { _ in number(gapBits) }
      let extra = (0..<count).map { _ in
        Bool.random(using: &generator) ? 0 : number(frequencyBits)
      }
      first = number(20)
      documents = []
      for gap in gaps { documents.append((documents.last.map { $0 + 1 } ?? first) + gap) }
      frequencies = extra.map { $0 + 1 }
      bytes = [UInt8](repeating: 0, count: Int(QUERN_TAIL_MOST))
      let size = unsafe quern_pack_tail(gaps, extra, UInt32(count), &bytes)
      guard size > 0 else { return nil }
      bytes.removeLast(bytes.count - Int(size))
    }

    /// Reads bytes with one of the two kernels; `nil` where it refuses them.
    func read(
      _ bytes: [UInt8], isPlain: Bool
    ) -> (size: Int, documents: [UInt32], frequencies: [UInt32])? {
      var documents = [UInt32](repeating: 0, count: 128)
      var frequencies = documents
      let kernel = unsafe isPlain ? quern_unpack_packed_tail_plain : quern_unpack_packed_tail
      let count = self.documents.count
      let size = unsafe kernel(
        bytes, 2, bytes.count, UInt32(count), first, self.documents[count - 1], &documents,
        &frequencies)
      return size == 0
        ? nil : (Int(size) - 2, Array(documents[..<count]), Array(frequencies[..<count]))
    }
  }

  private static func tails(_ count: Int, seed: UInt64) -> [Tail] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).compactMap { _ in Tail(using: &generator) }
  }

  @Test func `what is packed comes back, wherever the bytes end`() {
    var generator = SeededGenerator(seed: 80)
    let tails = Self.tails(3_000, seed: 81)
    #expect(tails.count > 2_500, "seed 81")
    for tail in tails {
      let more = Int.random(in: 0...700, using: &generator)
      let bytes = [1, 2] + tail.bytes + (0..<more).map { _ in generator.next() as UInt8 }
      for isPlain in [false, true] {
        let read = tail.read(bytes, isPlain: isPlain)
        #expect(read?.size == tail.bytes.count, "seeds 80, 81")
        #expect(read?.documents == tail.documents, "seeds 80, 81")
        #expect(read?.frequencies == tail.frequencies, "seeds 80, 81")
      }
    }
  }

  @Test func `of damaged bytes both kernels make the same: nothing, or a sound tail`() {
    var generator = SeededGenerator(seed: 82)
    for tail in Self.tails(3_000, seed: 83) {
      var bytes = [1, 2] + tail.bytes
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        bytes[.random(in: 2..<bytes.count, using: &generator)] = generator.next()
      }
      bytes.removeLast(Bool.random(using: &generator) ? 0 : 1)
      let read = tail.read(bytes, isPlain: false), plain = tail.read(bytes, isPlain: true)
      #expect(read?.size == plain?.size, "seeds 82, 83")
      #expect(read?.documents == plain?.documents, "seeds 82, 83")
      #expect(read?.frequencies == plain?.frequencies, "seeds 82, 83")
      guard let read else { continue }
      #expect(zip(read.documents, read.documents.dropFirst()).allSatisfy(<), "seeds 82, 83")
      #expect(read.documents[0] >= tail.first && read.documents.last == tail.documents.last)
      #expect(read.frequencies.allSatisfy { $0 > 0 }, "seeds 82, 83")
    }
  }

  @Test func `a tail that is cut short is refused`() {
    for tail in Self.tails(100, seed: 84) {
      for size in tail.bytes.indices {
        let bytes = [1, 2] + tail.bytes[..<size]
        #expect(tail.read(bytes, isPlain: false) == nil && tail.read(bytes, isPlain: true) == nil)
      }
    }
  }

  /// Whether the tail of a list is packed.
  private func isPacked(_ list: WrittenList) -> Bool { list.postings[0] & 0b0100_0000 != 0 }

  @Test(arguments: [0, 3, 4 * 128], [1, 3, 4, 5, 64, 127])
  func `a writer packs four postings or more, and a reader finds them`(
    before: Int, count: Int
  ) throws {
    var generator = SeededGenerator(seed: 85)
    let model = ModelList(
      size: before / 128 * 128 + count, largestGap: 900, largestFrequency: 5, using: &generator)
    let list = WrittenList(model)
    #expect(isPacked(list) == (count >= 4))
    let walk = try list.walk()
    #expect(walk.documents == model.documents)
    #expect(walk.frequencies == model.frequencies)
    #expect(walk.positions == model.positions)
  }

  @Test func `a tail of large numbers, or that takes more bytes packed, is written as ever`()
    throws
  {
    for (gap, frequency): (UInt32, Int) in [(1 << 30, 1), (9, 70_000), (1, 300)] {
      var model = ModelList()
      for index in 0..<4 as Range<UInt32> {
        let positions = [UInt32](repeating: 1, count: index == 1 ? frequency : 1)
        model.postings.append(.init(document: gap * index, lengthCode: 1, positions: positions))
      }
      let list = WrittenList(model)
      #expect(isPacked(list) == (frequency == 300))
      let walk = try list.walk()
      #expect(walk.documents == model.documents)
      #expect(walk.frequencies == model.frequencies)
    }
  }
}
