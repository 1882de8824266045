import Quern
import QuernModel
import QuernStorage
import Testing

/// An index of a format that this program does not read is no damage, and is said to be what it is.
struct OtherVersionTests {
  @Test(arguments: [0, 2, 1_000_000])
  func `a file of another format is named with both versions`(version: Int) throws {
    let sample = try SampleIndex(documentCount: 8)
    for name in sample.after.names {
      let files = sample.after.resealing(name) { $0.put(version, at: 12, 4) }
      let directory = try files.makeDirectory()
      let expected = QuernError.unsupportedFormat(
        file: "memory/\(name)", found: version, supported: 1...1)
      #expect(throws: expected) { try SearchIndex.open(in: directory) }
      #expect(expected.message.contains("format version \(version); this program reads 1"))
      #expect(expected.remedy?.contains("Use the version of Quern that wrote it") == true)
      #expect(throws: expected) { try SearchIndex.openOrCreate(in: directory) }
      let damages = SearchIndex.check(in: directory)
      #expect(damages.count == 1 && damages.first?.evidence.contains("\(version)") == true)
      // Nobody takes it for an empty folder.
      #expect(IndexFiles(directory).files == files.files)
    }
  }

  /// To begin anew there would delete what a newer program wrote.
  @Test func `segments of another format without a commit are kept`() throws {
    let sample = try SampleIndex(documentCount: 8)
    var files = sample.after
    for name in files.names where name.hasSuffix(".segment") {
      files = files.resealing(name) { $0.put(2, at: 12, 4) }
    }
    let directory = try files.makeDirectory()
    for name in directory.names() where name.hasPrefix("commit.") {
      try directory.remove(name)
    }
    let before = IndexFiles(directory).files
    #expect(throws: QuernError.self) { try SearchIndex.openOrCreate(in: directory) }
    #expect(SearchIndex.check(in: directory).count == 1)
    let other = try SampleIndex(documentCount: 2).after.makeDirectory()
    let snapshot = try SearchIndex.open(in: other).snapshot
    #expect(throws: QuernError.self) { try SearchIndex.merge([snapshot], in: directory) }
    #expect(IndexFiles(directory).files.filter { $0.key != "write.lock" } == before)
    #expect(before.keys.contains { $0.hasSuffix(".segment") })
  }

  @Test func `what the user can change is told`() {
    let full = StorageError.system(call: "write", path: "a", code: 28, reason: "no space")
    #expect(full.cause == .noSpace)
    #expect(
      StorageError.system(call: "open", path: "a", code: 13, reason: "").cause == .noPermission)
    #expect(
      StorageError.system(call: "open", path: "a", code: 30, reason: "").cause == .noPermission)
    #expect(StorageError.system(call: "read", path: "a", code: 5, reason: "").cause == nil)
    #expect(StorageError.noSuchFile(path: "a").cause == nil)
  }
}
