import QuernCodec
import QuernModel
import QuernStorage
import Testing

@testable import QuernIndex

/// Whoever writes the checksums, too, can have any number anywhere: nothing may trap at it, nor go on
/// for ever.
struct ForgedSegmentTests {
  private static func segment(of text: String) throws -> SegmentReader {
    var writer = try SampleWriter()
    try writer.commit(adding: [article("a", "title", text)])
    return try #require(writer.snapshot.segments.first)
  }

  @Test func `more documents than there are make no word frequent`() throws {
    // More words than may be frequent, so that the rarest are left out.
    let words = (0..<100).map { "w\($0)" }.joined(separator: " ")
    let sound = try Self.segment(of: words)
    let field = try #require(sound.fields.firstIndex { $0.name == .text })
    var forged = try ForgedSegment(sound)
    try forged.replaceEntries(ofField: field, in: sound) { entry in
      var entry = entry
      (entry.documentFrequency, entry.totalFrequency) = (.max, UInt64(UInt32.max))
      return entry
    }
    let segment = try forged.open()
    let pairs = try #require(segment.fields[field].pairs)
    #expect(throws: CodecError.self) {
      try PairChecker(segment, segment.fields[field], pairs).check()
    }
    // Once for the field, and not once more for its pairs.
    #expect(SegmentChecker.check(segment).count == 1)
  }

  /// The number of passes follows from it.
  @Test func `more occurrences than there are end a merge in a new order`() throws {
    var writer = try SampleWriter()
    try writer.commit(
      adding: (0..<20).map { number in
        article("\(number)", "title", String(repeating: "tea ", count: 300))
      })
    let sound = try #require(writer.snapshot.segments.first)
    let field = try #require(sound.fields.firstIndex { $0.name == .text })
    var forged = try ForgedSegment(sound)
    try forged.replaceEntries(ofField: field, in: sound) { entry in
      var entry = entry
      entry.totalFrequency = 1 << 50
      return entry
    }
    #expect(try Self.mergeInNewOrder(sound, .text) == 6_000)
    let segment = try forged.open()
    #expect(throws: CodecError.self) { try Self.mergeInNewOrder(segment, .text) }
  }

  /// - Returns: the number of tokens.
  private static func mergeInNewOrder(
    _ segment: SegmentReader, _ name: FieldName
  ) throws -> UInt64 {
    var plan = MergePlan([segment])
    plan.reorder((0..<segment.documentCount).reversed())
    let writer = try FramedWriter(MemoryDirectory().create("merged"), kind: .segment)
    var shared: Set<[UInt8]> = []
    let merger = FieldMerger(name, plan)
    return try merger.write(to: writer, number: 0, sharing: &shared, spillingTo: SpillFile())
      .statistics.tokenCount
  }

  @Test func `letters that are not those of the heads are found`() throws {
    let words = (0..<8_200).map { "w\($0)" }.joined(separator: " ")
    let sound = try Self.segment(of: words)
    let field = try #require(sound.fields.firstIndex { $0.name == .text })
    let letters = try sound.file.requiredSection(.dictionaryLetters, field: field)
    var bytes = try letters.copyBytes(at: 0, count: letters.count)
    #expect(SegmentChecker.check(try ForgedSegment(sound).open()) == [])
    // One head below each key: so the first one is left for every term.
    for place in 256..<bytes.count { bytes[place] = place.isMultiple(of: 2) ? 1 : 0 }
    var forged = try ForgedSegment(sound)
    forged.replace(.dictionaryLetters, field: field, by: bytes)
    let segment = try forged.open()
    #expect(SegmentChecker.check(segment).count == 1)
    #expect(try segment.fields[field].find(Array("w8199".utf8)) != nil)
    // And they hide nothing else.
    let lengths = try sound.file.requiredSection(.lengths, field: field)
    forged.replace(.lengths, field: field, by: try lengths.copyBytes(at: 0, count: 1) + [1])
    #expect(SegmentChecker.check(try forged.open()).count == 2)
  }

  @Test func `a segment that was only copied is sound`() throws {
    let sound = try Self.segment(of: "a b c a b c")
    #expect(SegmentChecker.check(try ForgedSegment(sound).open()) == [])
  }
}
