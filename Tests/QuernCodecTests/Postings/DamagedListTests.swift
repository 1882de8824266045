import QuernCodec
import QuernModel
import QuernStorage
import Testing
import QuernTestSupport

/// Reading damaged lists gives an error or some well-formed answer; it never traps nor goes on for
/// long.
struct DamagedListTests {
  /// Two blocks and a tail.
  private func smallList() -> WrittenList {
    var generator = SeededGenerator(seed: 51)
    return WrittenList(
      ModelList(size: 290, largestGap: 30, largestFrequency: 4, using: &generator))
  }

  /// Blocks enough for a directory, and a tail.
  private func longList(size: Int = 4 * 128 + 5, seed: UInt64 = 54) -> WrittenList {
    var generator = SeededGenerator(seed: seed)
    let list = WrittenList(
      ModelList(size: size, largestGap: 3, largestFrequency: 2, using: &generator))
    #expect(list.postings[0] & 0b0010_0000 != 0, "not a list with a directory")
    return list
  }

  /// A list with gaps and positions of 32 bits.
  private func wideList() -> WrittenList {
    var model = ModelList()
    for index in 0..<129 {
      let document = index < 2 ? UInt32(index) : UInt32.max - 200 + UInt32(index)
      model.postings.append(.init(document: document, lengthCode: 3, positions: [.max - 1]))
    }
    return WrittenList(model)
  }

  /// Walks a list; whatever comes without an error must be well-formed.
  private func expectWellFormed(_ list: WrittenList) {
    guard let walk = try? list.walk() else { return }
    #expect(walk.documents.count == Int(list.entry.documentFrequency))
    #expect(zip(walk.documents, walk.documents.dropFirst()).allSatisfy(<))
    #expect((walk.documents.last ?? 0) < list.documentCount)
    #expect(walk.frequencies.allSatisfy { $0 > 0 })
    for (frequency, positions) in zip(walk.frequencies, walk.positions) {
      #expect(positions.count == Int(frequency))
      #expect(zip(positions, positions.dropFirst()).allSatisfy(<=))
    }
  }

  /// Seeks through a list, which reads headers only.
  private func seekThrough(_ list: WrittenList) {
    for step in [UInt32(1), 40, 1_000] {
      guard var cursor = try? list.cursor() else { return }
      var target: UInt32 = 0
      while target < min(10_000, list.documentCount), (try? cursor.seekBlock(target)) != nil {
        if (try? cursor.loadFrequencies()) == nil { break }
        target += step * 40
      }
    }
  }

  @Test func `truncated postings`() {
    let list = smallList()
    for postings in DamagedBytes.truncations(of: list.postings) {
      var damaged = list
      damaged.postings = postings
      #expect(throws: CodecError.self) { try damaged.walk() }
    }
  }

  @Test func `truncated positions`() {
    let list = smallList()
    for positions in DamagedBytes.truncations(of: list.positions) {
      var damaged = list
      damaged.positions = positions
      #expect(throws: CodecError.self) { try damaged.walk() }
    }
  }

  @Test func `a flipped bit in postings`() {
    let list = smallList()
    for postings in DamagedBytes.flips(of: list.postings) {
      var damaged = list
      damaged.postings = postings
      expectWellFormed(damaged)
      seekThrough(damaged)
    }
  }

  @Test func `truncated and flipped headers side by side`() {
    let list = longList()
    var damaged = list
    for postings in DamagedBytes.truncations(of: list.postings) {
      damaged.postings = postings
      #expect(throws: CodecError.self) { try damaged.walk() }
    }
    // The list's impacts and headers; bodies are those of other lists.
    for bit in 0..<8 * 64 {
      damaged.postings = list.postings
      damaged.postings[bit / 8] ^= 1 << UInt8(bit % 8)
      expectWellFormed(damaged)
      seekThrough(damaged)
    }
  }

  @Test func `wrong bytes in a directory of two groups`() {
    let seed: UInt64 = 55
    var generator = SeededGenerator(seed: seed)
    let list = longList(size: 40 * 128, seed: seed)
    expectWellFormed(list)
    var damaged = list
    for round in 0..<300 {
      damaged.postings = list.postings
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let place = Int.random(in: 0..<350, using: &generator)
        damaged.postings[place] = generator.next()
      }
      if round % 10 == 0 { expectWellFormed(damaged) }
      seekThrough(damaged)
    }
  }

  @Test func `a place of bodies behind the list is damage`() throws {
    let list = longList(size: 40 * 128, seed: 56)
    // Behind the list's impacts and the headers of 40 blocks, where frequencies take one byte.
    let start = 1 + 2 * Int(list.postings[0] & 31) + 8 * 40
    for byte in 0..<8 {
      var damaged = list
      damaged.postings[start + byte] = 0xFF
      var cursor = try damaged.cursor()
      #expect(throws: CodecError.self) {
        try cursor.seekBlock(list.documentCount - 1)
        try cursor.loadDocuments()
      }
    }
  }

  @Test func `a flipped bit in positions`() {
    let list = smallList()
    for positions in DamagedBytes.flips(of: list.positions) {
      var damaged = list
      damaged.positions = positions
      expectWellFormed(damaged)
    }
  }

  @Test func `several wrong bytes, in lists of narrow and of wide numbers`() {
    var generator = SeededGenerator(seed: 52)
    for list in [smallList(), wideList()] {
      expectWellFormed(list)
      var damaged = list
      for bytes in DamagedBytes.overwrites(of: list.postings, count: 700, using: &generator) {
        damaged.postings = bytes
        expectWellFormed(damaged)
        seekThrough(damaged)
      }
      damaged.postings = list.postings
      for bytes in DamagedBytes.overwrites(of: list.positions, count: 700, using: &generator) {
        damaged.positions = bytes
        expectWellFormed(damaged)
      }
    }
  }

  @Test func `wrong entries and wrong document counts`() {
    var generator = SeededGenerator(seed: 53)
    let list = smallList()
    let numbers: [UInt64] = [0, 1, 127, 128, 129, 289, 291, 1 << 20, 1 << 32, .max]
    for _ in 0..<2_000 {
      var damaged = list
      let pick = { () -> UInt64 in numbers.randomElement(using: &generator) ?? 0 }
      damaged.entry = TermEntry(
        documentFrequency: UInt32(truncatingIfNeeded: pick()), totalFrequency: pick(),
        postingsOffset: pick() % 300, positionsOffset: pick() % 300)
      if Bool.random(using: &generator) { damaged.documentCount = .max }
      expectWellFormed(damaged)
    }
    for offset in [UInt64(list.postings.count) + 1, .max] {
      var damaged = list
      damaged.entry.postingsOffset = offset
      #expect(throws: CodecError.self) { try damaged.cursor() }
    }
    for frequency in [UInt32(0), list.documentCount + 1] {
      var damaged = list
      damaged.entry.documentFrequency = frequency
      #expect(throws: CodecError.self) { try damaged.cursor() }
    }
  }

  @Test func `the kinds of later versions are refused`() throws {
    let list = smallList()
    var damaged = list
    // The list's first byte with a bit that is kept.
    damaged.postings[0] |= 0b1000_0000
    #expect(throws: CodecError.self) { try damaged.cursor() }
    // The kind of the first block, behind the list's impacts.
    let kind = Int(list.postings[0] & 31) * 2 + 1 + 6
    #expect(
      list.postings[kind] & 63 <= 5, "not where the kind is: a frequency takes two bytes")
    for found: UInt8 in [33, 63, 88, 95, 120, 127, 128, 152, 192, 255] {
      damaged = list
      damaged.postings[kind] = found
      #expect(throws: CodecError.self) { try damaged.cursor() }
    }
    // Frequencies are no documents.
    for found: UInt8 in [33, 63, 88, 95, 120, 127, 128, 129, 151, 152, 192, 255] {
      damaged = list
      damaged.postings[kind + 1] = found
      #expect(throws: CodecError.self) { try damaged.cursor() }
    }
  }

  /// A list of 128 documents with one block, whose numbers are given as they are stored.
  private func craftedBlock(
    gaps: [UInt32], extraFrequencies: [UInt32], last: UInt32
  ) throws -> PostingsCursor {
    var bytes = ByteWriter()
    bytes.write([1, 0, 1])
    var body = ByteWriter()
    body.write([0, 0, 1, 0, 1])
    let widths = [gaps, extraFrequencies].map { BitPacking.width(of: $0) }
    for (values, width) in zip([gaps, extraFrequencies], widths) {
      var packed = [UInt8](repeating: 0, count: 16 * width)
      BitPacking.pack(values, width: width, into: &packed)
      body.write(packed)
    }
    bytes.writeFixed(last)
    bytes.writeFixed(UInt16(body.count))
    for width in widths { bytes.writeByte(UInt8(width)) }
    bytes.write(body.bytes)
    let entry = TermEntry(
      documentFrequency: 128, totalFrequency: 1 << 40, postingsOffset: 0, positionsOffset: 0)
    return try PostingsCursor(
      ByteView(copying: bytes.bytes), entry: entry, documentCount: 1 << 31)
  }

  @Test func `sums of gaps that come around are damage`() throws {
    let ones = [UInt32](repeating: 0, count: 128)
    var gaps = ones
    gaps[0] = 1_000
    var cursor = try craftedBlock(gaps: gaps, extraFrequencies: ones, last: 1_127)
    try cursor.loadDocuments()
    #expect(Array(cursor.documents) == Array(1_000...1_127))
    // Down from 1,000 to 500, and up to 626, which the header says too.
    gaps[1] = .max - 500
    cursor = try craftedBlock(gaps: gaps, extraFrequencies: ones, last: 626)
    #expect(throws: CodecError.self) { try cursor.loadDocuments() }
    #expect(Array(cursor.documents) == [])
    // Another last document than the header says, without any coming around.
    cursor = try craftedBlock(gaps: ones, extraFrequencies: ones, last: 128)
    #expect(throws: CodecError.self) { try cursor.loadDocuments() }
  }

  @Test func `a frequency of 2^32 is damage`() throws {
    let gaps = [UInt32](repeating: 0, count: 128)
    var extra = gaps
    extra[77] = .max - 1
    var cursor = try craftedBlock(gaps: gaps, extraFrequencies: extra, last: 127)
    try cursor.loadFrequencies()
    #expect(cursor.frequencies[77] == .max)
    extra[77] = .max
    cursor = try craftedBlock(gaps: gaps, extraFrequencies: extra, last: 127)
    #expect(throws: CodecError.self) { try cursor.loadFrequencies() }
    #expect(Array(cursor.frequencies) == [])
  }

  @Test func `a block that is too short for its documents is damage`() {
    let gaps = [UInt32](repeating: 0, count: 128)
    #expect(throws: CodecError.self) {
      try craftedBlock(gaps: gaps, extraFrequencies: gaps, last: 126)
    }
    #expect(throws: CodecError.self) {
      try craftedBlock(gaps: gaps, extraFrequencies: gaps, last: 1 << 31)
    }
  }

  @Test func `in a tail, documents at or above the last and a gap in the last are damage`() throws {
    let entry = TermEntry(
      documentFrequency: 2, totalFrequency: 2, postingsOffset: 0, positionsOffset: 0)
    // One impact, last document 5, then the gap of the first document and the last one's.
    for (first, second, isGood): (UInt8, UInt8, Bool) in [
      (4, 0, true), (5, 0, false), (6, 0, false), (4, 1, false),
    ] {
      let bytes = [1, 0, 1, 5, first << 1 | 1, second << 1 | 1]
      var cursor = try PostingsCursor(
        ByteView(copying: bytes), entry: entry, documentCount: 100)
      if isGood {
        try cursor.loadDocuments()
        #expect(Array(cursor.documents) == [4, 5])
      } else {
        #expect(throws: CodecError.self) { try cursor.loadDocuments() }
      }
    }
  }
}
