import CKernels
import QuernCodec
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Blocks of which some gaps and frequencies need more bits than the others.
struct PatchedBlockTests {
  /// A list of 5 blocks and a tail in which a few gaps and frequencies are large.
  private func list(seed: UInt64) -> ModelList {
    var generator = SeededGenerator(seed: seed)
    var model = ModelList()
    var document: UInt32 = 0
    for _ in 0..<(5 * 128 + 3) {
      let isFar = Int.random(in: 0..<40, using: &generator) == 0
      let isOften = Int.random(in: 0..<40, using: &generator) == 0
      document += UInt32.random(in: 1...(isFar ? 400 : 4), using: &generator)
      let frequency = Int.random(in: 1...(isOften ? 60 : 2), using: &generator)
      model.postings.append(
        .init(
          document: document, lengthCode: generator.next(),
          positions: (0..<UInt32(frequency)).map { $0 }))
    }
    return model
  }

  /// The bytes of a list's directory that say how the blocks' gaps and frequencies are packed.
  private func widths(of list: WrittenList) -> [(gaps: UInt8, frequencies: UInt8)] {
    let blockCount = Int(list.entry.documentFrequency) / 128
    // Impacts of two bytes each, then the last documents.
    let infos = 1 + 2 * Int(list.postings[0] & 31) + 4 * blockCount
    return (0..<blockCount).map {
      (list.postings[infos + 4 * $0 + 2], list.postings[infos + 4 * $0 + 3])
    }
  }

  @Test(arguments: 60..<70 as Range<UInt64>)
  func `lists with a few large gaps and frequencies come back`(seed: UInt64) throws {
    let model = list(seed: seed)
    let written = WrittenList(model)
    let widths = widths(of: written)
    #expect(widths.contains { $0.gaps >= 64 }, "no patched gaps, seed \(seed)")
    #expect(widths.contains { $0.frequencies >= 64 }, "no patched frequencies, seed \(seed)")
    let walk = try written.walk()
    #expect(walk.documents == model.documents)
    #expect(walk.frequencies == model.frequencies)
    #expect(walk.positions == model.positions)
  }

  @Test func `blocks are patched only where that saves bytes`() {
    var model = ModelList()
    for index in 0..<(4 * 128) as Range<UInt32> {
      model.postings.append(.init(document: 8 * index + index % 7, lengthCode: 3, positions: [1]))
    }
    let widths = widths(of: WrittenList(model))
    #expect(widths.allSatisfy { $0.gaps <= 32 && $0.frequencies == 0 })
  }

  @Test func `a flipped bit in a patched block gives an error or a sound list`() throws {
    var written = WrittenList(list(seed: 71))
    let (sound, size) = (written.postings, written.postings.count)
    for bit in 0..<(8 * size) where bit % 5 == 0 {
      written.postings = sound
      written.postings[bit / 8] ^= 1 << UInt8(bit % 8)
      guard var cursor = try? written.cursor() else { continue }
      var last: UInt32?
      while cursor.lastDocument != DocumentID.end.rawValue {
        guard (try? cursor.loadDocuments()) != nil, (try? cursor.loadFrequencies()) != nil
        else { break }
        let documents = Array(cursor.documents)
        #expect(zip(documents, documents.dropFirst()).allSatisfy(<))
        #expect((last ?? 0) < documents[0] || last == nil)
        #expect(Array(cursor.frequencies).allSatisfy { $0 > 0 })
        last = documents.last
        guard (try? cursor.nextBlock()) != nil else { break }
      }
      #expect((last ?? 0) < written.documentCount)
    }
  }

  @Test(arguments: 0..<24 as Range<UInt32>)
  func `kernels patch as the reference does`(width: UInt32) {
    var generator = SeededGenerator(seed: UInt64(72 + width))
    for _ in 0..<20 {
      let low = (0..<128).map { _ in UInt32.random(in: 0...((1 << width) - 1), using: &generator) }
      let places = (0..<128).filter { _ in Int.random(in: 0..<20, using: &generator) == 0 }
      let highs = places.map { _ in UInt8.random(in: 1...255, using: &generator) }
      var values = low
      for (place, high) in zip(places, highs) { values[place] |= UInt32(high) << width }
      // As in a block, packed bytes lie behind it.
      let patch = places.map { UInt8($0) } + highs + Array(repeating: 0, count: 17)
      let packed = ReferencePacking.pack(low, width: Int(width)) + [0]
      let previous = UInt32.random(in: 0...99, using: &generator)
      var (sums, plain) = ([UInt32](repeating: 0, count: 128), low.map { $0 + 1 })
      unsafe quern_unpack_patched_ascending128(
        packed, width, previous, patch, UInt32(places.count), &sums)
      unsafe quern_patch128(patch, UInt32(places.count), width, &plain)
      #expect(sums == ReferencePacking.sums(values, previous: previous))
      #expect(plain == values.map { $0 + 1 })
      for index in 0..<128 as Range<UInt32> {
        let value = unsafe quern_patched_value(packed, width, patch, UInt32(places.count), index)
        #expect(value == values[Int(index)])
      }
    }
  }

  /// Places above 127, or the same ones twice: only of damaged bytes.
  @Test(arguments: 0..<24 as Range<UInt32>)
  func `kernels patch alike where places are no places`(width: UInt32) {
    var generator = SeededGenerator(seed: UInt64(172 + width))
    for count in 0..<24 {
      let low = (0..<128).map { _ in UInt32.random(in: 0...((1 << width) - 1), using: &generator) }
      let few = UInt8.random(in: 0...127, using: &generator)
      let places = (0..<count).map { _ in
        Bool.random(using: &generator) ? few : UInt8.random(in: 0...255, using: &generator)
      }
      let highs = places.map { _ in UInt8.random(in: 0...255, using: &generator) }
      let patch = places + highs + Array(repeating: 0, count: 17)
      let packed = ReferencePacking.pack(low, width: Int(width)) + [0]
      var all = low.map { $0 + 1 }
      unsafe quern_patch128(patch, UInt32(count), width, &all)
      for index in 0..<128 as Range<UInt32> {
        let value = unsafe quern_patched_value(packed, width, patch, UInt32(count), index)
        #expect(value == all[Int(index)] - 1)
      }
    }
  }
}
