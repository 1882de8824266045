import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernCodec

struct DictionaryTests {
  /// Random terms over few letters, so that they share prefixes and are prefixes of each other.
  private func randomTerms(
    _ count: Int, letters: [UInt8] = [0, 97, 98, 99, 255], length: Int = 8,
    using generator: inout SeededGenerator
  ) -> [[UInt8]] {
    (0..<count).map { _ in
      (0..<Int.random(in: 0...length, using: &generator)).map { _ in
        letters.randomElement(using: &generator) ?? 0
      }
    }
  }

  @Test(arguments: [1, 2, 15, 16, 17, 32, 33, 1_000])
  func `every term is found and no other`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let written = WrittenDictionary(randomTerms(count, using: &generator), using: &generator)
    let reader = try written.reader()
    #expect(reader.termCount == written.terms.count)
    for (term, entry) in zip(written.terms, written.entries) {
      try reader.expect(term, entry)
    }
    let present = Set(written.terms)
    for term in randomTerms(1_000, length: 9, using: &generator) where !present.contains(term) {
      try reader.expect(term, nil)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the kernel finds what the steps find`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let written = WrittenDictionary(randomTerms(300, using: &generator), using: &generator)
    let reader = try written.reader()
    for term in written.terms + randomTerms(300, length: 9, using: &generator) {
      try reader.expect(term, reader.findChecked(term), "seed \(seed), \(term)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `the kernel tells terms apart behind eight bytes that they share`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let letters = [[0, 97], [0, 1, 255], [97, 98]][Int(seed % 3)] as [UInt8]
    let terms = randomTerms(600, letters: letters, length: 14, using: &generator)
    let written = WrittenDictionary(terms, using: &generator)
    let reader = try written.reader()
    let others = randomTerms(600, letters: letters, length: 14, using: &generator)
    for term in written.terms + others {
      try reader.expect(term, reader.findChecked(term), "seed \(seed), \(term)")
    }
  }

  @Test func `what is too large for the kernels is found step by step`() throws {
    var generator = SeededGenerator(seed: 7)
    let terms = randomTerms(300, using: &generator)
    let written = WrittenDictionary(terms, positionsBits: 50, using: &generator)
    let reader = try written.reader()
    #expect(written.terms.contains { reader.answers($0) == [.unsound, .unsound] })
    for (term, entry) in zip(written.terms, written.entries) {
      #expect(try reader.find(term) == entry)
    }
  }

  @Test(arguments: [1, 16, 17, 500])
  func `a walk gives all terms in order, then stays at the end`(count: Int) throws {
    var generator = SeededGenerator(seed: UInt64(count))
    let written = WrittenDictionary(randomTerms(count, using: &generator), using: &generator)
    var cursor = try written.reader().cursor()
    for (term, entry) in zip(written.terms, written.entries) {
      #expect(try cursor.next())
      #expect(cursor.term == term)
      #expect(cursor.entry == entry)
    }
    for _ in 0..<2 {
      #expect(try cursor.next() == false)
      #expect(cursor.term == [])
    }
  }

  @Test func `seeking finds the first term at or above the target, in both directions`() throws {
    var generator = SeededGenerator(seed: 42)
    let written = WrittenDictionary(randomTerms(400, using: &generator), using: &generator)
    var cursor = try written.reader().cursor()
    for target in randomTerms(2_000, length: 9, using: &generator) {
      let place = written.terms.firstIndex { !$0.lexicographicallyPrecedes(target) }
      #expect(try cursor.seek(atLeast: target) == (place != nil))
      guard let place else { continue }
      #expect(cursor.term == written.terms[place])
      #expect(cursor.entry == written.entries[place])
      let next = try cursor.next() ? cursor.term : nil
      #expect(next == written.terms.dropFirst(place + 1).first)
    }
  }

  @Test func `an empty dictionary answers`() throws {
    var generator = SeededGenerator(seed: 1)
    let written = WrittenDictionary([], using: &generator)
    let reader = try written.reader()
    #expect(reader.termCount == 0)
    #expect(try reader.find([97]) == nil)
    #expect(try reader.find([]) == nil)
    var cursor = reader.cursor()
    #expect(try cursor.seek(atLeast: []) == false)
    #expect(try cursor.next() == false)
  }

  @Test func `the longest terms and the largest numbers come back`() throws {
    let long = [UInt8](repeating: 120, count: 65_535)
    var writer = DictionaryWriter()
    let entry = TermEntry(
      documentFrequency: .max, totalFrequency: .max, postingsOffset: .max, positionsOffset: .max)
    writer.append(Array(long.dropLast()), entry: entry)
    writer.append(long, entry: entry)
    let reader = try DictionaryReader(
      blocks: ByteView(copying: writer.takeBlocks()), index: ByteView(copying: writer.index()))
    #expect(try reader.find(long) == entry)
    #expect(try reader.find(Array(long.dropLast())) == entry)
    #expect(try reader.find(Array(long.dropLast(2))) == nil)
  }

  @Test func `prefixes longer than the term before and overlong terms are damage`() throws {
    // Two terms: "a", then one that shares 2 of 1 bytes; or a term of 65,536 bytes.
    let blocks: [[UInt8]] = [
      [1, 97, 1, 0, 0, 0, 2, 1, 98, 1, 0, 0, 0],
      [0x80, 0x80, 0x04] + [UInt8](repeating: 97, count: 65_536) + [1, 0, 0, 0],
    ]
    for block in blocks {
      let index: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 12)
      let reader = try DictionaryReader(
        blocks: ByteView(copying: block), index: ByteView(copying: index))
      #expect(throws: CodecError.self) { try reader.find([122]) }
      var cursor = reader.cursor()
      #expect(throws: CodecError.self) { while try cursor.next() {} }
    }
  }

  @Test func `a walk reports terms that do not ascend`() throws {
    let block: [UInt8] = [1, 98, 1, 0, 0, 0, 0, 1, 97, 1, 0, 0, 0]
    let index: [UInt8] = [2, 0, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 12)
    var cursor = try DictionaryReader(
      blocks: ByteView(copying: block), index: ByteView(copying: index)
    ).cursor()
    #expect(try cursor.next())
    #expect(throws: CodecError.self) { try cursor.next() }
  }

  @Test func `the example of the format is what the writer writes`() {
    var writer = DictionaryWriter()
    writer.append(
      Array("cat".utf8),
      entry: TermEntry(
        documentFrequency: 2, totalFrequency: 4, postingsOffset: 0, positionsOffset: 0))
    writer.append(
      Array("cats".utf8),
      entry: TermEntry(
        documentFrequency: 1, totalFrequency: 1, postingsOffset: 7, positionsOffset: 5))
    #expect(
      writer.takeBlocks() == [
        0x03, 0x63, 0x61, 0x74, 0x02, 0x02, 0x00, 0x00, 0x03, 0x01, 0x73, 0x01, 0x00, 0x07, 0x05,
      ])
    #expect(writer.index() == [2] + [UInt8](repeating: 0, count: 7 + 4 + 8))
  }
}
