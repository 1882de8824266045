import QuernIndex
import QuernModel
import QuernStorage
import Testing

struct DamageTests {
  /// A small index with every kind of file: two segments, deletions, a commit.
  private func sampleIndex() throws -> MemoryDirectory {
    var writer = try SampleWriter()
    let documents = (0..<4).map { number in
      article("d\(number)", "title \(number % 7)", "common word w\(number % 11) common")
    }
    try writer.commit(adding: documents)
    try writer.commit(adding: [article("e", "other", "common")], deleting: ["d3"])
    return writer.directory
  }

  private func copy(_ directory: MemoryDirectory) -> MemoryDirectory {
    let copy = MemoryDirectory()
    for name in directory.names() {
      if let bytes = directory.contents(of: name) { copy.setContents(of: name, to: bytes) }
    }
    return copy
  }

  @Test func `every flipped bit is found`() throws {
    let sound = try sampleIndex()
    #expect(IndexChecker.check(sound) == [])
    for name in sound.names().sorted() {
      guard let bytes = sound.contents(of: name) else { continue }
      for offset in bytes.indices {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(offset % 8)
        let directory = copy(sound)
        directory.setContents(of: name, to: damaged)
        #expect(!IndexChecker.check(directory).isEmpty, "\(name), offset \(offset)")
      }
    }
  }

  @Test func `every truncation is found`() throws {
    let sound = try sampleIndex()
    for name in sound.names().sorted() {
      guard let bytes = sound.contents(of: name) else { continue }
      for count in bytes.indices {
        let directory = copy(sound)
        directory.setContents(of: name, to: Array(bytes[..<count]))
        #expect(!IndexChecker.check(directory).isEmpty, "\(name), \(count) bytes")
      }
    }
  }

  /// Behind a checksum nobody looks at while searching, any byte may be anything: all that reads it
  /// gives an error or some answer.
  @Test func `reading damaged structures never traps`() throws {
    let sound = try sampleIndex()
    for name in sound.names().sorted() where name.hasSuffix(".segment") {
      guard let bytes = sound.contents(of: name) else { continue }
      for offset in bytes.indices {
        var damaged = bytes
        damaged[offset] = UInt8.random(in: .min ... .max)
        let directory = copy(sound)
        directory.setContents(of: name, to: damaged)
        guard let snapshot = try? IndexSnapshot.openLast(in: directory) else { continue }
        _ = try? SnapshotContents(reading: snapshot)
        for segment in snapshot.segments { _ = try? segment.find(DocumentKey("d3")) }
      }
    }
  }

  @Test func `a file of another commit under the same name is found`() throws {
    let first = try sampleIndex()
    var other = try SampleWriter()
    try other.commit(adding: [article("x", "y", "z")])
    let directory = copy(first)
    if let bytes = other.directory.contents(of: "1.segment") {
      directory.setContents(of: "1.segment", to: bytes)
    }
    #expect(IndexChecker.check(directory).count == 1)
  }

  @Test func `a missing file is named`() throws {
    let directory = try sampleIndex()
    try directory.remove("1.segment")
    #expect(IndexChecker.check(directory).map(\.file) == ["memory/1.segment"])
  }
}
