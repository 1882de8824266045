import Quern
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Whatever is damaged, a repair gives a sound index of what can be read, and names the rest.
@Suite(.timeLimit(.minutes(20)))
struct RepairTests: RepairChecking {
  @Test func `a sound index stays as it is`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let directory = try sample.after.makeDirectory()
    let summary = try SearchIndex.repair(in: directory, isDeep: true)
    #expect(summary.generation == nil && summary.documentCount == 9)
    #expect(
      IndexFiles(directory).files.filter { $0.key != "write.lock" }
        == sample.after.files.filter { $0.key != "write.lock" })
  }

  /// Sections of words: all of their documents are written anew from their stored text.
  @Test(arguments: [2, 3, 4, 5, 6, 8, 10, 11])
  func `damage in what can be made again loses nothing`(kind: Int) throws {
    let sample = try SampleIndex(documentCount: 140)
    let bytes = try #require(sample.after.files["1.segment"])
    let sections = FileSealer(bytes).sections.filter { $0.kind == kind && !$0.range.isEmpty }
    #expect(!sections.isEmpty)
    for section in sections {
      var damaged = bytes
      damaged[section.range.lowerBound + section.range.count / 2] ^= 4
      let what = "section \(kind) of field \(section.field)"
      let summary = try repair(
        sample.after.replacing("1.segment", with: damaged), of: sample, what)
      #expect(summary.lost.isEmpty && summary.unnamedLostCount == 0, "\(what)")
      #expect(summary.savedDocumentCount == 138 && summary.keptSegmentCount == 1, "\(what)")
      #expect(summary.setAside == ["1.segment.damaged"])
    }
  }

  @Test func `a frame that is damaged loses nothing`() throws {
    let sample = try SampleIndex(documentCount: 140)
    let bytes = try #require(sample.after.files["1.segment"])
    let metadata = try #require(FileSealer(bytes).sections.first { $0.kind == 1 })
    for offset in [0, 9, 13, 61, metadata.range.lowerBound, bytes.count - 100, bytes.count - 1] {
      var damaged = bytes
      damaged[offset] ^= 1
      let summary = try repair(
        sample.after.replacing("1.segment", with: damaged), of: sample, "offset \(offset)")
      #expect(summary.lost.isEmpty && summary.unnamedLostCount == 0, "offset \(offset)")
      #expect(summary.savedDocumentCount == 138, "offset \(offset)")
    }
  }

  /// Texts that do not compress, so that there are several blocks.
  private func bulky() throws -> IndexFiles {
    var random = SeededGenerator(seed: 7)
    let documents = (0..<40).map { number in
      let words = (0..<300).map { _ in String(UInt64.random(in: .min ... .max, using: &random)) }
      return Document(
        key: DocumentKey("d\(number)"),
        fields: [.init(.title, ["Number \(number)"]), .init(.text, [words.joined(separator: " ")])])
    }
    let directory = MemoryDirectory()
    _ = try SearchIndex.make(documents, deleting: ["d39"], in: directory)
    return IndexFiles(directory)
  }

  /// The second block of the stored fields is damaged, and something else besides.
  @Test(
    arguments: [
      ("footer", 1...8, 0), ("stored index", 1...39, 0), ("both", 1...39, 0), ("cut", 0...0, 39),
    ])
  func `blocks are found without their table`(
    damage: String, lost: ClosedRange<Int>, cut: Int
  ) throws {
    let files = try bulky()
    var bytes = try #require(files.files["1.segment"])
    let sections = FileSealer(bytes).sections
    let stored = try #require(sections.first { $0.kind == 7 }).range
    let index = try #require(sections.first { $0.kind == 8 }).range
    if cut == 0 { bytes[stored.lowerBound + stored.count / 2] ^= 1 }
    if damage == "footer" || damage == "both" { bytes[bytes.count - 3] ^= 1 }
    if damage == "stored index" || damage == "both" { bytes[index.lowerBound + 8 + 16] ^= 0x40 }
    // The keys stand behind the stored fields.
    if cut > 0 { bytes.removeSubrange((stored.lowerBound + stored.count / 2)...) }
    let directory = try files.replacing("1.segment", with: bytes).makeDirectory()
    let summary = try SearchIndex.repair(in: directory)
    #expect(SearchIndex.check(in: directory).isEmpty)
    if cut == 0 {
      #expect(lost.contains(summary.lost.count), "\(summary)")
      #expect(summary.documentCount + summary.lost.count + summary.unnamedLostCount == 39)
      #expect(summary.documentCount > 0 || damage == "both")
    } else {
      #expect(summary.documentCount == 0 && summary.lost.count > 10)
      #expect(summary.lost.allSatisfy { $0.title?.hasPrefix("Number ") == true })
      #expect(summary.notes.contains { $0.contains("not known") })
    }
  }

  @Test func `lost text is told by key, and lost keys by title`() throws {
    let files = try bulky()
    let bytes = try #require(files.files["1.segment"])
    let sections = FileSealer(bytes).sections
    let stored = try #require(sections.first { $0.kind == 7 })
    var damaged = bytes
    damaged[stored.range.lowerBound + stored.range.count / 2] ^= 1
    let text = try files.replacing("1.segment", with: damaged).makeDirectory()
    let summary = try SearchIndex.repair(in: text)
    #expect(SearchIndex.check(in: text).isEmpty)
    #expect((1...8).contains(summary.lost.count) && summary.unnamedLostCount == 0)
    #expect(summary.documentCount + summary.lost.count == 39)
    #expect(summary.lost.allSatisfy { $0.key != nil })
    let found = try SearchIndex.open(in: text).snapshot
    for lost in summary.lost {
      let key = try #require(lost.key)
      #expect(try found.document(for: key) == nil)
    }

    let origins = try #require(sections.first { $0.kind == 9 })
    damaged = bytes
    damaged[origins.range.lowerBound + 20] ^= 1
    let keys = try files.replacing("1.segment", with: damaged).makeDirectory()
    let other = try SearchIndex.repair(in: keys)
    #expect(other.documentCount == 0 && other.lost.count == 39)
    #expect(Set(other.lost.compactMap(\.title)) == Set((0..<39).map { "Number \($0)" }))
  }

  @Test func `lost deletions may bring back what was deleted, and never what was replaced`() throws
  {
    let sample = try SampleIndex(documentCount: 8)
    for offset in [0, 70, 100] {
      var damaged = try #require(sample.after.files["1.deleted.2"])
      damaged[offset] ^= 1
      let summary = try repair(
        sample.after.replacing("1.deleted.2", with: damaged), of: sample,
        mayReturn: ["d1", "d2"], "offset \(offset)")
      #expect(summary.documentCount == 11)
      #expect(summary.notes.contains { $0.contains("may be back") })
      #expect(summary.setAside == ["1.deleted.2.damaged"])
    }
    var files = sample.after
    files.files["1.deleted.2"] = nil
    #expect(try repair(files, of: sample, mayReturn: ["d1", "d2"], "gone").documentCount == 11)
  }

  /// Documents that were replaced, in one segment and across segments.
  private func replaced() throws -> (files: IndexFiles, documents: [Document]) {
    func article(_ key: Int, _ word: String) -> Document {
      Document(key: DocumentKey("k\(key)"), fields: [.init(.text, ["\(word) \(key)"])])
    }
    let directory = MemoryDirectory()
    let first = (0..<30).map { article($0, "first") }
    let again = (0..<3).map { article($0, "second") }
    let third = (3..<6).map { article($0, "third") }
    _ = try SearchIndex.make(first + again, in: directory)
    _ = try SearchIndex.make(third, in: directory)
    return (IndexFiles(directory), Array(first[6...]) + again + third)
  }

  @Test func `the last of documents with one key stays where deletions are lost`() throws {
    let (files, expected) = try replaced()
    let names = files.names.filter { $0.contains("deleted") }
    #expect(!names.isEmpty)
    for damagesSegment in [false, true] {
      var damaged = files
      for name in names { damaged.files[name] = nil }
      if damagesSegment {
        let bytes = try #require(files.files["1.segment"])
        let section = try #require(FileSealer(bytes).sections.first { $0.kind == 4 })
        damaged.files["1.segment"]?[section.range.lowerBound] ^= 1
      }
      let directory = try damaged.makeDirectory()
      let summary = try SearchIndex.repair(in: directory)
      #expect(SearchIndex.check(in: directory).isEmpty)
      #expect(try Set(documents(in: directory).values) == Set(expected))
      #expect(summary.lost.isEmpty)
    }
  }

  @Test(arguments: [0, 13, 70, 200])
  func `a damaged manifest leaves the segments`(offset: Int) throws {
    let (files, expected) = try replaced()
    let name = try #require(files.manifestName)
    var damaged = try #require(files.files[name])
    damaged[min(offset, damaged.count - 1)] ^= 1
    let directory = try files.replacing(name, with: damaged).makeDirectory()
    let summary = try SearchIndex.repair(in: directory)
    #expect(SearchIndex.check(in: directory).isEmpty)
    #expect(try Set(documents(in: directory).values) == Set(expected))
    #expect(summary.notes.contains { $0.contains("no commit can be read") })
    #expect(summary.setAside.contains(name + ".damaged"))
    #expect(try SearchIndex.open(in: directory).snapshot.checkDeeply().isEmpty)
    var gone = files
    gone.files[name] = nil
    let other = try gone.makeDirectory()
    #expect(
      try SearchIndex.repair(in: other, options: IndexOptions(analyzer: "exact")).documentCount
        == 30)
    #expect(try SearchIndex.open(in: other).snapshot.info.analysis.main.name == "exact")
  }

  @Test func `of two commits the last that can be read counts`() throws {
    let sample = try SampleIndex(documentCount: 8)
    var files = sample.before
    for (name, bytes) in sample.after.files { files.files[name] = bytes }
    let names = files.names.filter { $0.hasPrefix("commit.") }
    #expect(names.count == 2)
    let last = try #require(names.last)
    files.files[last]?[80] ^= 1
    let directory = try files.makeDirectory()
    let summary = try SearchIndex.repair(in: directory)
    #expect(try documents(in: directory) == documents(sample.before))
    #expect(SearchIndex.check(in: directory).isEmpty)
    // What only the lost commit named is still there.
    #expect(summary.setAside.contains("2.segment.damaged"))
  }

  @Test func `a segment that is gone or another's is told`() throws {
    let sample = try SampleIndex(documentCount: 8)
    var gone = sample.after
    gone.files["2.segment"] = nil
    let summary = try repair(gone, of: sample, "gone")
    #expect(summary.documentCount == 6 && summary.keptSegmentCount == 1)
    let other = try SampleIndex(documentCount: 9).after.files["2.segment"]
    let swapped = sample.after.replacing("2.segment", with: try #require(other))
    #expect(try repair(swapped, of: sample, "swapped").documentCount == 6)
  }

  @Test func `wrong postings under right checksums are made again from the text`() throws {
    let sample = try SampleIndex(documentCount: 8)
    // Another term of the same length: only the text tells.
    let files = sample.after.resealing("1.segment") { file in
      for section in file.sections where section.kind == 2 {
        let bytes = Array(file.bytes[section.range])
        let word = Array("peskov".utf8)
        for start in bytes.indices where bytes[start...].starts(with: word) {
          file.change(section.range.lowerBound + start + 5, to: UInt8(ascii: "w"))
        }
      }
    }
    let directory = try files.makeDirectory()
    #expect(SearchIndex.check(in: directory).isEmpty)
    #expect(try SearchIndex.repair(in: directory).generation == nil)
    let summary = try SearchIndex.repair(in: directory, isDeep: true)
    #expect(summary.savedDocumentCount == 6 && summary.lost.isEmpty)
    #expect(try SearchIndex.open(in: directory).snapshot.checkDeeply().isEmpty)
    #expect(try documents(in: directory) == documents(sample.after))
  }

  @Test func `an index of another version is not touched`() throws {
    let sample = try SampleIndex(documentCount: 8)
    for name in ["1.segment", try #require(sample.after.manifestName)] {
      let files = sample.after.resealing(name) { $0.put(2, at: 12, 4) }
      let directory = try files.makeDirectory()
      #expect {
        try SearchIndex.repair(in: directory)
      } throws: { error in
        guard case .unsupportedFormat? = error as? QuernError else { return false }
        return true
      }
      #expect(IndexFiles(directory).names == files.names)
    }
    #expect(throws: QuernError.noIndex(path: "memory")) {
      try SearchIndex.repair(in: MemoryDirectory())
    }
  }
}
