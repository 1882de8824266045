import Quern
import QuernModel
import QuernStorage
import Testing

/// Single numbers under right checksums that would lead a reader or a writer astray.
struct DamagedNumberTests {
  private func u32(_ numbers: Int...) -> [UInt8] {
    numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }

  private func varint(_ number: UInt64) -> [UInt8] {
    var rest = number
    var bytes: [UInt8] = []
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  /// Opening or refreshing is refused, and the check says so.
  private func expectRefused(_ sample: SampleIndex, _ files: IndexFiles) throws {
    let directory = try files.makeDirectory()
    #expect(throws: QuernError.self) { try SearchIndex.open(in: directory) }
    #expect(!SearchIndex.check(in: directory).isEmpty)
    let shared = try sample.before.makeDirectory()
    let index = try SearchIndex.open(in: shared)
    try files.put(into: shared)
    #expect(throws: QuernError.self) { try index.refresh() }
  }

  @Test func `files that were only sealed anew are taken`() throws {
    let sample = try SampleIndex(documentCount: 8)
    for name in sample.after.names {
      let files = sample.after.resealing(name) { _ in }
      #expect(files.files == sample.after.files)
    }
    // Zeros after a section are under its checksum and mean nothing else.
    let files = sample.after.resealing("1.segment") { file in
      let section = file.sections.first { $0.range.upperBound % 64 != 0 }
      if let section { file.change(section.range.upperBound, to: 1) }
    }
    #expect(files.files != sample.after.files)
    let snapshot = try SearchIndex.open(in: files.makeDirectory()).snapshot
    #expect(try snapshot.search("breakthrough").total == 9)
  }

  @Test(arguments: [1, 64, 139, 141])
  func `deletions of another number of documents are refused`(documentCount: Int) throws {
    let sample = try SampleIndex(documentCount: 140)
    let words = (documentCount + 63) / 64
    let bytes = u32(documentCount, 1, 1) + [UInt8](repeating: 0, count: words * 8 - 4)
    try expectRefused(
      sample,
      sample.after.resealing("1.deleted.2") { $0.replaceSection(12, with: bytes) })
  }

  @Test func `deletions behind the last document are refused`() throws {
    let sample = try SampleIndex(documentCount: 140)
    let bytes = u32(140, 2, 0b110, 0, 0, 0, 1 << 12, 0)
    try expectRefused(
      sample,
      sample.after.resealing("1.deleted.2") { $0.replaceSection(12, with: bytes) })
  }

  /// The sums of such counts must not overflow.
  @Test(
    arguments: [(1, .max), (UInt64.max, .max), (4, 3), (1 << 40, 1 << 41)] as [(UInt64, UInt64)])
  func `counts that no segment has are refused`(documents: UInt64, tokens: UInt64) throws {
    let sample = try SampleIndex(documentCount: 8)
    let bytes = [8, 1, 4] + Array("text".utf8) + varint(documents) + varint(tokens)
    let files = sample.after.resealing("1.segment") { $0.replaceSection(1, with: bytes) }
    #expect(throws: QuernError.self) { try SearchIndex.open(in: files.makeDirectory()) }
  }

  /// The key table has eight bytes for each document: who claims more wants memory for nothing.
  @Test func `more documents than the key table has slots are refused`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let claimed = 4_000_000_000
    let files = sample.after.resealing("1.segment") { file in
      file.replaceSection(1, with: varint(UInt64(claimed)) + [0])
      for section in file.sections where [8, 10].contains(section.kind) {
        file.put(claimed, at: section.range.lowerBound, 4)
      }
    }
    #expect(throws: QuernError.self) { try SearchIndex.open(in: files.makeDirectory()) }
  }

  /// The kernels read offsets as they are.
  @Test func `a posting list behind 2⁶³ bytes is an error`() throws {
    let directory = MemoryDirectory()
    let writer = try SearchIndex.openOrCreate(in: directory).writer()
    var batch = try writer.begin()
    try batch.add(Document(key: DocumentKey("a"), fields: [.init(.text, ["solo"])]))
    _ = try batch.commit()
    writer.close()
    let entry: [UInt8] = [4] + Array("solo".utf8) + [1, 0, 0]
    var hasEntry = false
    let files = IndexFiles(directory).resealing("1.segment") { file in
      for section in file.sections {
        let bytes = Array(file.bytes[section.range])
        let places = bytes.indices.dropLast(entry.count - 1)
        guard let place = places.first(where: { bytes[$0..<$0 + entry.count].elementsEqual(entry) })
        else { continue }
        let end = place + entry.count
        file.replaceSection(
          section.kind, with: bytes[..<(end - 1)] + varint(1 << 63) + bytes[end...])
        hasEntry = true
        return
      }
    }
    #expect(hasEntry)
    let snapshot = try SearchIndex.open(in: files.makeDirectory()).snapshot
    let options = SearchOptions(weights: [.text: 1])
    #expect(throws: QuernError.self) { try snapshot.search("solo", options: options) }
  }

  /// A writer counts on from them.
  @Test func `a manifest with numbers at their end is refused`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let name = try #require(sample.after.manifestName)
    var files = sample.after
    let old = try #require(files.files[name])
    files.files[name] = nil
    var file = FileSealer(old)
    let section = try #require(file.sections.first)
    let rest = Array(file.bytes[section.range].dropFirst())
    file.replaceSection(13, with: varint(.max) + rest.prefix(8) + [0, 0, 0, 0, 1, 0, 0, 0])
    file.seal()
    files.files["commit.\(UInt64.max)"] = file.bytes
    try expectRefused(sample, files)
  }

  /// Else the next batch would write over a file that readers have mapped.
  @Test func `a next segment that is there already is refused`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let name = try #require(sample.after.manifestName)
    let files = sample.after.resealing(name) { file in
      guard let section = file.sections.first else { return }
      // generation, time, analyzer, its version, two more texts, then the number.
      var offset = section.range.lowerBound + 9
      for isText in [true, false, true, true] {
        offset += isText ? Int(file.bytes[offset]) + 1 : 1
      }
      #expect(file.bytes[offset] == 3)
      file.change(offset, to: 2)
    }
    try expectRefused(sample, files)
  }

  /// A merge makes new checksums, so it must not copy what the old ones find wrong.
  @Test func `damage is not merged into files with right checksums`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let bytes = try #require(sample.after.files["1.segment"])
    for section in FileSealer(bytes).sections where !section.range.isEmpty {
      var damaged = bytes
      damaged[section.range.upperBound - 1] ^= 1
      let directory = try sample.after.replacing("1.segment", with: damaged).makeDirectory()
      #expect(throws: QuernError.self) {
        try SearchIndex.open(in: directory).writer().optimize()
      }
      #expect(!SearchIndex.check(in: directory).isEmpty)
    }
  }

  @Test func `a file of the commit that is gone is damage`() throws {
    let sample = try SampleIndex(documentCount: 8)
    for name in ["1.segment", "1.deleted.2"] {
      var files = sample.after
      files.files[name] = nil
      #expect {
        try SearchIndex.open(in: files.makeDirectory())
      } throws: { error in
        guard case .damaged(let file, _, _)? = error as? QuernError else { return false }
        return file.hasSuffix(name)
      }
    }
  }
}
