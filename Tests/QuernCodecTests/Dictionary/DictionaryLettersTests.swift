import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernCodec

/// Looking a term up among the heads that begin as it does, against looking among all of them.
struct DictionaryLettersTests {
  /// Words of a language, of another, bytes of all kinds, and those that have one key.
  private static let alphabets: [[UInt8]] = [
    Array("etaoinshrdlucmfw0179".utf8), Array("оеаинтсрвл".utf8), [0, 1, 97, 98, 127, 128, 255],
    Array(0...255), [97],
  ]

  private static func randomTerms(
    _ count: Int, of letters: [UInt8], using random: inout SeededGenerator
  ) -> [[UInt8]] {
    (0..<count).map { _ in
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        letters.randomElement(using: &random) ?? 0
      }
    }
  }

  /// Terms to be looked for: those that are there, heads, short ones, and random ones.
  private static func questions(
    of written: WrittenDictionary, _ letters: [UInt8], using random: inout SeededGenerator
  ) throws -> [[UInt8]] {
    let reader = try written.reader()
    let heads = try (0..<reader.blockCount).map { try reader.head(of: $0) }
    let short: [[UInt8]] = (0...255).flatMap { [[$0], [97, $0], [$0, 97]] }
    return written.terms + heads + short + randomTerms(300, of: letters, using: &random)
  }

  private static func dictionary(
    seed: UInt64, using random: inout SeededGenerator
  ) -> (WrittenDictionary, letters: [UInt8]) {
    let letters = alphabets[Int(seed) % alphabets.count]
    let terms = randomTerms(Int.random(in: 1...1_500, using: &random), of: letters, using: &random)
    // Terms that have all but one letter in common.
    let near = (0..<200).map { [UInt8](repeating: 97, count: 2) + Array("\($0)".utf8) }
    return (WrittenDictionary(seed % 3 == 0 ? terms + near : terms, using: &random), letters)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `every term is found as without them`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 3_000 + seed)
    let (written, letters) = Self.dictionary(seed: seed, using: &random)
    let reader = try written.reader()
    try reader.checkLetters()
    var without = written
    without.letters = nil
    let plain = try without.reader()
    for term in try Self.questions(of: written, letters, using: &random) {
      let expected = try reader.findChecked(term)
      try reader.expect(term, expected, "seed \(3_000 + seed), \(term)")
      try plain.expect(term, expected, "seed \(3_000 + seed), \(term)")
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a term's block is among those that the letters leave`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 5_000 + seed)
    let (written, letters) = Self.dictionary(seed: seed, using: &random)
    let reader = try written.reader()
    for term in try Self.questions(of: written, letters, using: &random) {
      let range = reader.letterRange(of: term)
      #expect(
        try range.contains(reader.block(of: term)) && range.upperBound <= reader.blockCount,
        "seed \(5_000 + seed), \(term), \(range)")
    }
  }

  @Test func `the letters leave the heads that begin as a term, and the one before`() throws {
    var random = SeededGenerator(seed: 3)
    let alphabet = Array("abcdefghijklmnop0123456789".utf8)
    let written = WrittenDictionary(
      Self.randomTerms(5_000, of: alphabet, using: &random), using: &random)
    let reader = try written.reader()
    let classes = try #require(written.letters).prefix(256)
    let heads = try (0..<reader.blockCount).map { try reader.head(of: $0) }
    let term = Array("mno".utf8)
    #expect(classes.count { $0 == classes[Int(term[0])] } == 1)
    #expect(classes.count { $0 == classes[Int(term[1])] } == 1)
    let first = try #require(heads.firstIndex { $0.starts(with: term.prefix(2)) })
    let last = try #require(heads.lastIndex { $0.starts(with: term.prefix(2)) })
    #expect(reader.letterRange(of: term) == first - 1..<last + 1)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `wrong ones cost time and no term, and are found`(seed: UInt64) throws {
    var random = SeededGenerator(seed: 4_000 + seed)
    let (written, letters) = Self.dictionary(seed: seed, using: &random)
    let questions = try Self.questions(of: written, letters, using: &random)
    let plain = try written.reader()
    for kind in 0..<6 {
      var damaged = written
      var table = try #require(written.letters)
      // A few bytes, or all of them.
      for _ in 0..<(kind < 3 ? 1 << (3 * kind) : 20_000) {
        let place = Int.random(in: table.indices, using: &random)
        table[place] = UInt8.random(in: 0...(kind == 5 ? 1 : 255), using: &random)
      }
      damaged.letters = table
      let reader = try damaged.reader()
      for term in questions.shuffled(using: &random).prefix(300) {
        #expect(
          try reader.find(term) == plain.findChecked(term), "seed \(4_000 + seed), \(term)")
      }
      guard table != written.letters else { continue }
      #expect(throws: CodecError.self, "seed \(4_000 + seed)") { try reader.checkLetters() }
    }
  }

  @Test func `frequent bytes have classes of their own`() throws {
    var random = SeededGenerator(seed: 1)
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz".utf8)
    let words = Self.randomTerms(5_000, of: alphabet, using: &random)
    let letters = try #require(WrittenDictionary(words, using: &random).letters)
    #expect(letters.count == 256 + 2 * 1_024)
    for letter in 97...122 { #expect(letters[..<256].count { $0 == letters[letter] } == 1) }
    #expect(letters[..<256].allSatisfy { 1...31 ~= $0 })
  }

  @Test func `they are written from 512 blocks on`() {
    var writer = DictionaryWriter()
    let entry = TermEntry(
      documentFrequency: 1, totalFrequency: 1, postingsOffset: 0, positionsOffset: 0)
    for number in 10_000..<10_000 + 511 * 16 {
      writer.append(Array("\(number)".utf8), entry: entry)
    }
    #expect(writer.letters() == nil)
    writer.append([120], entry: entry)
    #expect(writer.letters()?.count == 256 + 2 * 1_024)
  }

  @Test func `a section of another size is damage`() throws {
    var random = SeededGenerator(seed: 2)
    var written = WrittenDictionary([[97], [98]], using: &random)
    let letters = try #require(written.letters)
    for wrong in [[], Array(letters.dropLast()), letters + [0], letters + letters[256...]] {
      written.letters = wrong
      #expect(throws: CodecError.self) { try written.reader() }
    }
  }

  /// In debug builds it takes some seconds.
  @Test func `more than 65,535 blocks have numbers of four bytes`() throws {
    var writer = DictionaryWriter()
    let count: UInt32 = 65_536 * 16 + 5
    for number in 0..<count {
      writer.append(
        [UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)],
        entry: TermEntry(
          documentFrequency: number + 1, totalFrequency: UInt64(number) + 1, postingsOffset: 0,
          positionsOffset: 0))
    }
    let letters = try #require(writer.letters())
    #expect(letters.count == 256 + 4 * 1_024)
    let reader = try DictionaryReader(
      blocks: ByteView(copying: writer.takeBlocks()), index: ByteView(copying: writer.index()),
      letters: ByteView(copying: letters))
    try reader.checkLetters()
    for number in stride(from: 0, to: count, by: 997) {
      let term = [UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
      #expect(try reader.find(term)?.documentFrequency == number + 1)
      #expect(try reader.find(term + [0]) == nil)
    }
  }
}
