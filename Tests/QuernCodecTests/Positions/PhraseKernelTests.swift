import CKernels
import QuernCodec
import QuernStorage
import QuernTestSupport
import Testing

/// Phrases of two words, which a kernel matches in many documents at once.
struct PhraseKernelTests {
  /// Two words of the same documents, with few different positions, so that they often stand side by side;
  /// seldom one has more positions in a document than the kernel takes.
  private static func words(
    _ generator: inout SeededGenerator
  ) -> (first: ModelList, second: ModelList) {
    let size = Int.random(in: 1...500, using: &generator)
    let mostPositions = [1, 4, 8, 12].randomElement(using: &generator) ?? 4
    var lists = [ModelList(), ModelList()]
    for document in 0..<UInt32(size) {
      for index in 0..<2 {
        let isLong = Int.random(in: 0..<150, using: &generator) == 0
        let count = isLong ? 300 : Int.random(in: 1...mostPositions, using: &generator)
        let last: UInt32 =
          Int.random(in: 0..<200, using: &generator) == 0 ? .max : 3 * UInt32(mostPositions)
        let positions = (0..<count).map { _ in UInt32.random(in: 0...last, using: &generator) }
        lists[index].postings.append(
          .init(document: document, lengthCode: 1, positions: positions.sorted()))
      }
    }
    return (lists[0], lists[1])
  }

  private static func walker(
    _ list: WrittenList, _ mark: PositionMark
  ) throws -> PositionsWalker {
    var walker = try PositionsWalker(ByteView(copying: list.positions), entry: list.entry)
    try walker.seek(mark)
    return walker
  }

  private static func matched(
    _ first: [UInt32], _ second: [UInt32], _ offsets: (UInt32, UInt32)
  ) -> UInt32 {
    let starts = first.filter { $0 >= offsets.0 }.map { $0 - offsets.0 }
    return UInt32(starts.filter { second.contains($0 + offsets.1) }.count)
  }

  /// Runs the kernel over places of a block, from the first on.
  private static func match(
    _ one: inout PositionsWalker, _ other: inout PositionsWalker, _ frequencies: [[UInt32]],
    _ places: [UInt8], base: UInt32, _ offsets: (UInt32, UInt32), unpacks: Bool
  ) -> [UInt32] {
    var blocks = [quern_position_block(), quern_position_block()]
    (blocks[0].block, blocks[1].block) = (.max, .max)
    var counts = [UInt32](repeating: .max, count: places.count)
    let (firstFrequencies, secondFrequencies) = (frequencies[0], frequencies[1])
    let count = unsafe blocks.withUnsafeMutableBufferPointer { blocks in
      unsafe firstFrequencies.withUnsafeBufferPointer { first in
        unsafe secondFrequencies.withUnsafeBufferPointer { second in
          unsafe one.withPlace { firstPlace in
            unsafe other.withPlace { secondPlace -> UInt32 in
              guard let blocks = blocks.baseAddress, let first = first.baseAddress,
                let second = second.baseAddress
              else { return 0 }
              var (left, right) = unsafe (
                quern_phrase_word(
                  list: firstPlace, unpacked: blocks, frequencies: first, place: 0,
                  offset: offsets.0, base: base),
                quern_phrase_word(
                  list: secondPlace, unpacked: blocks + 1, frequencies: second, place: 0,
                  offset: offsets.1, base: 0)
              )
              let others = places.map { $0 + UInt8(base) }
              return unsafe quern_match_two(
                &left, &right, places, others, UInt32(places.count), unpacks ? 1 : 0, &counts)
            }
          }
        }
      }
    }
    return Array(counts.prefix(Int(count)))
  }

  @Test func `two words are matched as one document after the other`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<60 {
      let (first, second) = Self.words(&generator)
      let written = [WrittenList(first), WrittenList(second)]
      var cursors = try written.map { try $0.cursor() }
      for number in 0..<((first.postings.count + 127) / 128) {
        let (ours, theirs) = (Array(first.block(number)), Array(second.block(number)))
        var one = try Self.walker(written[0], cursors[0].positionMark)
        var other = try Self.walker(written[1], cursors[1].positionMark)
        let base = UInt32.random(in: 0..<UInt32(ours.count), using: &generator)
        let places = (0..<(ours.count - Int(base))).filter { _ in
          Int.random(in: 0..<3, using: &generator) > 0
        }
        let offsets = [(0, 1), (1, 0), (0, 2), (3, 0)].randomElement(using: &generator) ?? (0, 1)
        let found = Self.match(
          &one, &other, [ours.map(\.frequency), theirs.map(\.frequency)], places.map(UInt8.init),
          base: base, (UInt32(offsets.0), UInt32(offsets.1)),
          unpacks: Bool.random(using: &generator))
        let known = places.map { place in
          let (own, other) = (ours[place + Int(base)], theirs[place + Int(base)])
          return own.frequency > 256 || other.frequency > 256
            ? nil
            : Self.matched(
              own.positions, other.positions, (UInt32(offsets.0), UInt32(offsets.1)))
        }
        let expected = known.prefix { $0 != nil }.compactMap(\.self)
        #expect(found == expected, "seed \(seed), \(offsets)")
        for index in 0..<2 { try cursors[index].nextBlock() }
      }
    }
  }

  @Test func `damaged positions are left to whoever asks`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = SeededGenerator(seed: seed)
    let model = ModelList(size: 128, largestGap: 3, largestFrequency: 6, using: &generator)
    let list = WrittenList(model)
    let damages = DamagedBytes.overwrites(of: list.positions, count: 100, using: &generator)
    let whole = try PositionsWalker(ByteView(copying: list.positions), entry: list.entry)
    for bytes in damages + DamagedBytes.truncations(of: list.positions) {
      var (one, other) = (whole, try PositionsWalker(ByteView(copying: bytes), entry: list.entry))
      let counts = Self.match(
        &one, &other, [model.frequencies, model.frequencies], Array(0..<128), base: 0, (0, 0),
        unpacks: Bool.random(using: &generator))
      #expect(
        zip(counts, model.frequencies).allSatisfy { $0 <= $1 }, "seed \(seed)")
    }
  }
}
