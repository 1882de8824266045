import QuernCodec
import QuernStorage
import Testing
import QuernTestSupport

struct PositionsTests {
  /// A list of one document with these positions.
  private func written(_ positions: [UInt32]) -> WrittenList {
    var model = ModelList()
    model.postings = [.init(document: 0, lengthCode: 1, positions: positions)]
    return WrittenList(model)
  }

  @Test(arguments: [1, 2, 127, 128, 129, 256, 257, 5_000])
  func `any cut of the list into documents reads the same`(size: Int) throws {
    var generator = SeededGenerator(seed: 31)
    let deltas = (0..<size).map { _ in UInt32.random(in: 0...9_000, using: &generator) }
    // All in one document: the positions are the sums of the deltas.
    var sums: [UInt32] = []
    for delta in deltas { sums.append((sums.last ?? 0) + delta) }
    let written = written(sums)
    var found: [UInt32] = []
    var whole = try written.positionsCursor()
    try whole.read(size, into: &found)
    #expect(found == sums)

    for _ in 0..<20 {
      var cursor = try written.positionsCursor()
      var place = 0
      while place < size {
        let count = Int.random(in: 0...min(300, size - place), using: &generator)
        if Bool.random(using: &generator) {
          try cursor.skip(count)
        } else {
          try cursor.read(count, into: &found)
          let before = place == 0 ? 0 : sums[place - 1]
          #expect(found == sums[place..<(place + count)].map { $0 - before })
        }
        place += count
      }
      #expect(throws: CodecError.self) { try cursor.skip(1) }
      #expect(throws: CodecError.self) { try cursor.read(1, into: &found) }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `reading into memory of the caller gives the same`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let size = Int.random(in: 1...700, using: &generator)
    let model = ModelList(size: size, largestGap: 9, largestFrequency: 6, using: &generator)
    let written = WrittenList(model)
    var postings = try written.cursor()
    var walker = try PositionsWalker(ByteView(copying: written.positions), entry: written.entry)
    for number in 0..<((size + 127) / 128) {
      try walker.seek(postings.positionMark)
      var skipped: UInt64 = 0
      for posting in model.block(number) {
        if Int.random(in: 0..<3, using: &generator) == 0 {
          skipped += UInt64(posting.frequency)
          continue
        }
        var found = [UInt32](repeating: 0, count: Int(posting.frequency))
        try unsafe found.withUnsafeMutableBufferPointer { found throws(CodecError) in
          guard let start = found.baseAddress else { return }
          unsafe try walker.read(skipping: skipped, posting.frequency, into: start)
        }
        #expect(found == posting.positions, "seed \(seed), document \(posting.document)")
        skipped = 0
      }
      try postings.nextBlock()
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `reading damage into memory of the caller stays inside it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let list = WrittenList(
      ModelList(size: 150, largestGap: 9, largestFrequency: 6, using: &generator))
    let damages = DamagedBytes.overwrites(of: list.positions, count: 100, using: &generator)
    for bytes in damages + DamagedBytes.truncations(of: list.positions) {
      var walker = try PositionsWalker(ByteView(copying: bytes), entry: list.entry)
      var found = [UInt32](repeating: 0, count: 17)
      do {
        while true {
          try unsafe found.withUnsafeMutableBufferPointer { found throws(CodecError) in
            guard let start = found.baseAddress else { return }
            unsafe try walker.read(skipping: 2, 16, into: start)
          }
          #expect(zip(found.prefix(16), found.prefix(16).dropFirst()).allSatisfy(<=))
          #expect(found[16] == 0, "written past the count")
        }
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func `more positions than the term has are damage`() throws {
    let written = written([1, 2, 3])
    var cursor = try written.positionsCursor()
    var found: [UInt32] = []
    #expect(throws: CodecError.self) { try cursor.read(4, into: &found) }
    #expect(throws: CodecError.self) { try cursor.skip(Int.max) }
    try cursor.read(3, into: &found)
    #expect(found == [1, 2, 3])
  }

  @Test func `sums beyond 32 bits are damage`() throws {
    // Two deltas of 2^32 − 1.
    let bytes: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]
    let entry = TermEntry(
      documentFrequency: 1, totalFrequency: 2, postingsOffset: 0, positionsOffset: 0)
    var cursor = try PositionsCursor(ByteView(copying: bytes), entry: entry)
    var found: [UInt32] = []
    #expect(throws: CodecError.self) { try cursor.read(2, into: &found) }
  }

  @Test func `marks outside the list are damage`() throws {
    var cursor = try written(Array(1...300)).positionsCursor()
    #expect(throws: CodecError.self) { try cursor.seek(PositionMark(blockOffset: .max)) }
    #expect(throws: CodecError.self) {
      try cursor.seek(PositionMark(blockOffset: 1 << 20, index: 0))
    }
    #expect(throws: CodecError.self) { try cursor.seek(PositionMark(index: 128)) }
    let entry = TermEntry(
      documentFrequency: 1, totalFrequency: 2, postingsOffset: 0, positionsOffset: 9)
    #expect(throws: CodecError.self) {
      try PositionsCursor(ByteView(copying: [1]), entry: entry)
    }
  }

  @Test func `the example of the format is what the writer writes`() {
    var model = ModelList()
    model.postings = [
      .init(document: 3, lengthCode: 1, positions: [5, 7]),
      .init(document: 9, lengthCode: 1, positions: [300]),
    ]
    #expect(WrittenList(model).positions == [0x05, 0x02, 0xAC, 0x02])
  }
}
