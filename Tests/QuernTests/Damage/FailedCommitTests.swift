import Quern
import QuernModel
import QuernStorage
import Testing

/// Wherever a commit fails, the index is as it was before or as it was to be, and can be written to.
struct FailedCommitTests {
  private func document(_ key: String, _ text: String) -> Document {
    Document(key: DocumentKey(key), fields: [.init(.text, [text])])
  }

  /// Replaces a document, adds one, deletes one, and flushes after each of them.
  private func change(_ index: SearchIndex) throws {
    let writer = try index.writer()
    defer { writer.close() }
    var batch = try writer.begin(
      replacingAll: true, options: IndexOptions(memoryByteCount: 1))
    for key in ["a", "b", "c"] { try batch.add(document(key, "new \(key)")) }
    _ = try batch.commit()
  }

  private func texts(_ directory: MemoryDirectory) throws -> [String] {
    let snapshot = try SearchIndex.open(in: directory).snapshot
    return try ["a", "b", "c", "d"].compactMap {
      try snapshot.document(for: DocumentKey($0))?[.text]
    }
  }

  @Test(arguments: [false, true])
  func `a commit that fails anywhere leaves a whole index`(staysFaulty: Bool) throws {
    var fault = 0
    var outcomes: Set<[String]> = []
    while true {
      let sound = MemoryDirectory()
      let first = try SearchIndex.openOrCreate(in: sound).writer()
      var batch = try first.begin()
      for key in ["a", "b", "d"] { try batch.add(document(key, "old \(key)")) }
      _ = try batch.commit()
      first.close()

      let directory = FaultyDirectory(sound, firstFault: fault, staysFaulty: staysFaulty)
      var isCommitted = true
      do { try change(try SearchIndex.open(in: directory)) } catch { isCommitted = false }
      let found = try texts(sound)
      outcomes.insert(found)
      #expect([["old a", "old b", "old d"], ["new a", "new b", "new c"]].contains(found))
      #expect(!isCommitted || found.first == "new a", "fault \(fault)")
      #expect(SearchIndex.check(in: sound).isEmpty, "fault \(fault)")

      // The next one cleans up behind it.
      try change(try SearchIndex.open(in: sound))
      #expect(try texts(sound) == ["new a", "new b", "new c"], "fault \(fault)")
      #expect(sound.names().count { $0.hasPrefix("commit.") } == 1, "fault \(fault)")
      if !directory.hasFailed { break }
      fault += 1
    }
    #expect(fault > 50 && outcomes.count == 2)
  }

  @Test func `a batch of which a document was lost is not committed`() throws {
    let sound = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: sound)
    var faults = 0
    for fault in 0..<30 {
      let directory = FaultyDirectory(sound, firstFault: fault, staysFaulty: false)
      let writer = try SearchIndex.open(in: directory).writer()
      var batch = try writer.begin(
        replacingAll: true, options: IndexOptions(memoryByteCount: 1))
      var isAdded = true
      for key in ["a", "b"] {
        do { try batch.add(document(key, "word")) } catch { isAdded = false }
      }
      if isAdded {
        batch.rollback()
      } else {
        faults += 1
        var isRefused = false
        do { _ = try batch.commit() } catch { isRefused = true }
        #expect(isRefused, "fault \(fault)")
      }
      writer.close()
      try index.refresh()
      #expect(index.snapshot.documentCount == 0)
    }
    #expect(faults > 10)
  }
}
