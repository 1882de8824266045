import QuernCodec
import QuernModel
import QuernStorage
import Testing
import QuernTestSupport

struct PostingsTests {
  static let sizes = [1, 2, 127, 128, 129, 255, 256, 257, 511, 512, 4_096, 4_100, 4_300]

  private func lists(size: Int, seed: UInt64) -> [ModelList] {
    var generator = SeededGenerator(seed: seed)
    return [(1, 1), (2, 3), (1_000, 40), (500_000, 2)].map { gap, frequency in
      ModelList(
        size: size, largestGap: gap, largestFrequency: frequency, using: &generator)
    }
  }

  @Test(arguments: sizes)
  func `a walk gives documents, frequencies and positions back`(size: Int) throws {
    for model in lists(size: size, seed: 11) {
      let written = WrittenList(model)
      let walk = try written.walk()
      #expect(walk.documents == model.documents)
      #expect(walk.frequencies == model.frequencies)
      #expect(walk.positions == model.positions)
      #expect(written.entry.documentFrequency == UInt32(size))
      #expect(written.entry.totalFrequency == model.frequencies.reduce(0) { $0 + UInt64($1) })
    }
  }

  @Test func `a long list comes back whole`() throws {
    var generator = SeededGenerator(seed: 12)
    let model = ModelList(
      size: 100_000, largestGap: 50, largestFrequency: 6, using: &generator)
    let walk = try WrittenList(model).walk()
    #expect(walk.documents == model.documents)
    #expect(walk.frequencies == model.frequencies)
    #expect(walk.positions == model.positions)
  }

  @Test func `documents near 2^32 and frequencies of all sizes come back`() throws {
    var model = ModelList()
    for index in 0..<300 {
      let document = index < 130 ? UInt32(index) : UInt32.max - 1_000 + UInt32(index)
      model.postings.append(
        .init(
          document: document, lengthCode: 3, positions: Array(repeating: .max, count: index + 1))
      )
    }
    let walk = try WrittenList(model).walk()
    #expect(walk.documents == model.documents)
    #expect(walk.positions == model.positions)
  }

  @Test(arguments: [1, 127, 128, 129, 511, 512, 700])
  func `seeking finds the first block that reaches every target`(size: Int) throws {
    for model in lists(size: size, seed: 13) {
      let first = try WrittenList(model).cursor()
      // Every document and its neighbours: between them nothing changes.
      let targets = Set(model.documents.flatMap { [$0 &- 1, $0, $0 + 1] } + [0])
      for target in targets where target != .max {
        var cursor = first
        try cursor.seekBlock(target)
        try expectBlock(of: cursor, reaching: target, in: model)
      }
    }
  }

  @Test func `seeking from block to block never goes back`() throws {
    var generator = SeededGenerator(seed: 14)
    for model in lists(size: 4_100, seed: 14) {
      var cursor = try WrittenList(model).cursor()
      var target: UInt32 = 0
      while target <= model.documentCount {
        target += UInt32.random(in: 0...max(1, model.documentCount / 20), using: &generator)
        try cursor.seekBlock(target)
        try expectBlock(of: cursor, reaching: target, in: model)
      }
    }
  }

  /// Checks everything that a cursor says of the block on which a seek has left it.
  private func expectBlock(
    of original: PostingsCursor, reaching target: UInt32, in model: ModelList
  ) throws {
    var cursor = original
    guard let place = model.postings.firstIndex(where: { $0.document >= target }) else {
      #expect(cursor.lastDocument == DocumentID.end.rawValue)
      #expect(cursor.blockImpacts.isEmpty)
      try cursor.loadDocuments()
      #expect(Array(cursor.documents) == [])
      try cursor.nextBlock()
      #expect(cursor.lastDocument == DocumentID.end.rawValue)
      return
    }
    let block = model.block(place / 128)
    #expect(cursor.lastDocument == block.last?.document)
    // Frequencies first: the order of the two calls must not matter.
    try cursor.loadFrequencies()
    try cursor.loadDocuments()
    #expect(Array(cursor.documents) == block.map(\.document))
    #expect(Array(cursor.frequencies) == block.map(\.frequency))
  }

  @Test func `positions are reached by a block's mark, skipping documents`() throws {
    var generator = SeededGenerator(seed: 15)
    for model in lists(size: 1_000, seed: 15) {
      let written = WrittenList(model)
      var positionsCursor = try written.positionsCursor()
      var found: [UInt32] = []
      for _ in 0..<200 {
        let place = Int.random(in: 0..<model.postings.count, using: &generator)
        var cursor = try written.cursor()
        try cursor.seekBlock(model.postings[place].document)
        try positionsCursor.seek(cursor.positionMark)
        let before = model.block(place / 128).prefix(place % 128)
        try positionsCursor.skip(before.reduce(0) { $0 + $1.positions.count })
        try positionsCursor.read(model.postings[place].positions.count, into: &found)
        #expect(found == model.postings[place].positions)
      }
    }
  }

  @Test func `lists follow each other in one writer, taken in pieces`() throws {
    var generator = SeededGenerator(seed: 16)
    var writer = PostingListWriter()
    var models: [ModelList] = []
    var entries: [TermEntry] = []
    var (postings, positions): ([UInt8], [UInt8]) = ([], [])
    for number in 0..<60 {
      let size = Int.random(in: 1...300, using: &generator)
      let model = ModelList(size: size, largestGap: 9, largestFrequency: 9, using: &generator)
      entries.append(model.write(to: &writer))
      models.append(model)
      if number % 7 == 0 {
        postings += writer.takePostings()
        positions += writer.takePositions()
      }
    }
    postings += writer.takePostings()
    positions += writer.takePositions()
    #expect(writer.postingsByteCount == UInt64(postings.count))
    #expect(writer.positionsByteCount == UInt64(positions.count))
    for (model, entry) in zip(models, entries) {
      var written = WrittenList(model)
      (written.entry, written.postings, written.positions) = (entry, postings, positions)
      let walk = try written.walk()
      #expect(walk.documents == model.documents)
      #expect(walk.positions == model.positions)
    }
  }

  @Test func `the overloads of append write the same`() {
    var first = PostingListWriter()
    var second = PostingListWriter()
    first.append(document: 4, lengthCode: 7, positions: [2, 3])
    second.append(document: 4, lengthCode: 7, positions: [9, 2, 3, 9], in: 1..<3)
    #expect(first.finishList() == second.finishList())
    #expect(first.takePostings() == second.takePostings())
    #expect(first.takePositions() == second.takePositions())
  }

  @Test func `the example of the format is what the writer writes`() {
    var writer = PostingListWriter()
    writer.append(document: 7, lengthCode: 9, positions: [4])
    writer.append(document: 11, lengthCode: 9, positions: [1, 1, 300])
    let entry = writer.finishList()
    #expect(entry.totalFrequency == 4)
    #expect(writer.takePostings() == [0x01, 0x02, 0x09, 0x0B, 0x0F, 0x00, 0x01])
    #expect(writer.takePositions() == [0x04, 0x01, 0x00, 0xAB, 0x02])
  }
}
