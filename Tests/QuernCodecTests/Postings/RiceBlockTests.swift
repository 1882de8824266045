import QuernCodec
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Blocks of which some gaps, frequencies and positions have more bits than the others: in Rice's code, or
/// patched, as older files have them.
struct RiceBlockTests {
  /// A list of 5 blocks, and a tail if so, in which a few gaps, frequencies and positions are large.
  ///
  /// - Parameter isSparse: whether few documents have the word, whose gaps are in Rice's code; those of a frequent
  ///   word are in Elias and Fano's.
  private static func list(seed: UInt64, tail: Int, isSparse: Bool = false) -> ModelList {
    var generator = SeededGenerator(seed: seed)
    var model = ModelList()
    var document: UInt32 = 0
    for _ in 0..<(5 * 128 + tail) {
      let isFar = Int.random(in: 0..<40, using: &generator) == 0
      let isOften = Int.random(in: 0..<40, using: &generator) == 0
      let step = UInt32.random(in: 1...(isFar ? 400 : 4), using: &generator)
      // As many short gaps as long ones, so that Rice's code is shorter than any other.
      let isNear = Bool.random(using: &generator)
      document += isSparse && !isNear ? 60 * step : step
      let frequency = Int.random(in: 1...(isOften ? 60 : 2), using: &generator)
      var position: UInt32 = 0
      let positions = (0..<frequency).map { _ in
        let bits = UInt32.random(in: 0...8, using: &generator)
        position += UInt32.random(in: 0...(1 << bits), using: &generator)
        return position
      }
      model.postings.append(
        .init(document: document, lengthCode: generator.next(), positions: positions))
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

  @Test(arguments: 60..<70 as Range<UInt64>, [false, true])
  func `lists with a few large gaps and frequencies come back`(
    seed: UInt64, isSparse: Bool
  ) throws {
    let model = Self.list(seed: seed, tail: 3, isSparse: isSparse)
    let written = WrittenList(model)
    let widths = widths(of: written)
    let codes: Range<UInt8> = isSparse ? 97..<120 : 129..<152
    #expect(widths.contains { codes ~= $0.gaps }, "no gaps in \(codes), seed \(seed)")
    #expect(widths.contains { $0.frequencies >= 96 }, "no such frequencies, seed \(seed)")
    #expect(96..<120 ~= written.positions[0], "no such positions, seed \(seed)")
    let walk = try written.walk()
    #expect(walk.documents == model.documents)
    #expect(walk.frequencies == model.frequencies)
    #expect(walk.positions == model.positions)
  }

  @Test(arguments: 60..<70 as Range<UInt64>)
  func `lists of older files are read`(seed: UInt64) throws {
    let model = Self.list(seed: seed, tail: 0)
    let written = OlderList.written(model, width: 2)
    let widths = widths(of: written)
    #expect(widths.contains { 64..<88 ~= $0.gaps }, "no patched gaps, seed \(seed)")
    #expect(widths.contains { 64..<88 ~= $0.frequencies }, "no such frequencies, seed \(seed)")
    #expect(written.positions[0] <= 32)
    let walk = try written.walk()
    #expect(walk.documents == model.documents)
    #expect(walk.frequencies == model.frequencies)
    #expect(walk.positions == model.positions)
  }

  @Test func `values that Rice's code does not make shorter are packed`() {
    var model = ModelList()
    for index in 0..<(4 * 128) as Range<UInt32> {
      model.postings.append(
        .init(document: 8 * index + index % 7, lengthCode: 3, positions: [index % 64]))
    }
    let written = WrittenList(model)
    #expect(widths(of: written).allSatisfy { $0.gaps <= 32 && $0.frequencies == 0 })
    #expect(written.positions[0] == 6)
  }

  @Test(arguments: [(true, false), (false, false), (false, true)])
  func `a flipped bit gives an error or a sound list`(isOlder: Bool, isSparse: Bool) throws {
    let model = Self.list(seed: 71, tail: 0, isSparse: isSparse)
    var written = isOlder ? OlderList.written(model, width: 2) : WrittenList(model)
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

  @Test func `a flipped bit in positions is the same to all that read them`() throws {
    let written = WrittenList(Self.list(seed: 72, tail: 0))
    var room = [UInt32](repeating: 0, count: 64)
    for bit in 0..<(8 * min(600, written.positions.count)) where bit % 3 == 0 {
      var bytes = written.positions
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      var cursor = try PositionsCursor(ByteView(copying: bytes), entry: written.entry)
      var walker = try PositionsWalker(ByteView(copying: bytes), entry: written.entry)
      var found: [UInt32] = []
      for count in [1, 64, 3, 64, 60, 2] {
        guard (try? cursor.skip(5)) != nil, (try? cursor.read(count, into: &found)) != nil
        else { break }
        try unsafe room.withUnsafeMutableBufferPointer { room throws(CodecError) in
          guard let start = room.baseAddress else { return }
          unsafe try walker.read(skipping: 5, UInt32(count), into: start)
        }
        #expect(found == Array(room[..<count]), "bit \(bit)")
      }
    }
  }
}
