import Foundation
import Quern
import QuernFaults
import QuernModel
import QuernStorage
import QuernTestSupport
import Synchronization
import Testing

/// A backup is an index by itself, or no index yet, or the backup before: never anything between.
@Suite(.timeLimit(.minutes(5)))
struct BackupTests {
  private func write(
    _ index: SearchIndex, _ keys: Range<Int>, _ word: String, deleting: [Int] = []
  ) throws {
    let writer = try index.writer()
    defer { writer.close() }
    try commit(writer, keys, word, deleting: deleting)
  }

  private func commit(
    _ writer: IndexWriter, _ keys: Range<Int>, _ word: String, deleting: [Int] = []
  ) throws {
    var batch = try writer.begin()
    for key in keys {
      try batch.add(
        Document(
          key: DocumentKey("d\(key)"), fields: [.init(.text, ["\(word) number\(key % 7)"])]))
    }
    for key in deleting { try batch.delete(DocumentKey("d\(key)")) }
    _ = try batch.commit()
  }

  private func contents(_ directory: any Directory) throws -> [Hit] {
    try contents(try SearchIndex.open(in: directory).snapshot)
  }

  private func contents(_ snapshot: Snapshot) throws -> [Hit] {
    try ["old", "new number3", "+old -number1"].flatMap {
      try snapshot.search($0, options: SearchOptions(limit: 1_000, snippetLength: 50)).hits
    }
  }

  private func isOccupied(_ error: any Error, _ evidence: String) -> Bool {
    guard case .occupied(_, let found)? = error as? QuernError else { return false }
    return found.contains(evidence)
  }

  @Test func `a backup in memory gives the same answers`() throws {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: directory)
    try write(index, 0..<20, "old")
    try write(index, 20..<24, "new", deleting: [3, 4])
    let target = MemoryDirectory(path: "backup")
    let summary = try index.backup(in: target)
    #expect(summary.documentCount == 22 && summary.generation == index.snapshot.info.generation)
    #expect(summary.linkedFileCount == 0 && summary.copiedFileCount == 3)
    #expect(SearchIndex.check(in: target).isEmpty)
    #expect(try contents(target) == contents(directory))
    for name in directory.names() where name != "write.lock" {
      #expect(target.contents(of: name) == directory.contents(of: name), "\(name)")
    }
    // Again, and there is nothing to do.
    #expect(try index.backup(in: target).keptFileCount == 3)
  }

  @Test func `a second backup adds what is new and drops what is gone`() throws {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: directory)
    let target = MemoryDirectory(path: "backup")
    #expect(try index.backup(in: target).documentCount == 0)
    try write(index, 0..<20, "old")
    #expect(try index.backup(in: target).copiedFileCount == 1)
    try write(index, 20..<24, "new", deleting: [3])
    let second = try index.backup(in: target)
    #expect(second.keptFileCount == 1 && second.copiedFileCount == 2)
    let writer = try index.writer()
    _ = try writer.optimize()
    writer.close()
    try index.backup(in: target)
    let own: Set = ["backup.of", "write.lock"]
    #expect(Set(target.names()).subtracting(own) == Set(directory.names()).subtracting(own))
    #expect(try contents(target) == contents(directory))
  }

  @Test func `files are linked on one file system and copied where that is asked for`() throws {
    let folder = try TemporaryFolder()
    let index = try SearchIndex.openOrCreate(at: folder.path + "/index")
    try write(index, 0..<20, "old")
    let linked = try index.backup(to: folder.path + "/a/linked")
    let copied = try index.backup(to: folder.path + "/a/copied", mayLink: false)
    #expect(linked.linkedFileCount == 1 && linked.copiedFileCount == 0)
    #expect(copied.linkedFileCount == 0 && copied.copiedFileCount == 1)
    func number(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path + path)[.systemFileNumber]
        as? Int
    }
    #expect(try number("/a/linked/1.segment") == number("/index/1.segment"))
    #expect(try number("/a/copied/1.segment") != number("/index/1.segment"))
    // The folder of the index goes: the backup has all that is needed.
    let expected = try contents(index.snapshot)
    try FileManager.default.removeItem(atPath: folder.path + "/index")
    for name in ["linked", "copied"] {
      let directory = DiskDirectory(path: folder.path + "/a/" + name)
      #expect(SearchIndex.check(in: directory).isEmpty)
      #expect(try contents(directory) == expected)
    }
  }

  @Test func `a commit whose files are gone is copied from memory`() throws {
    let folder = try TemporaryFolder()
    let index = try SearchIndex.openOrCreate(at: folder.path + "/index")
    try write(index, 0..<20, "old")
    try write(index, 20..<30, "old", deleting: [7])
    let old = index.snapshot
    let expected = try contents(old)
    let writer = try index.writer()
    _ = try writer.optimize()
    writer.close()
    let names = try DiskDirectory(path: folder.path + "/index").names()
    #expect(!names.contains("1.segment"))
    let summary = try index.backup(to: folder.path + "/backup", of: old)
    #expect(summary.generation == old.info.generation && summary.linkedFileCount == 0)
    #expect(try contents(DiskDirectory(path: folder.path + "/backup")) == expected)
    #expect(SearchIndex.check(at: folder.path + "/backup").isEmpty)
    // And from there to the last one.
    #expect(try index.backup(to: folder.path + "/backup").linkedFileCount == 1)
  }

  @Test func `a folder that is something else is refused and stays as it is`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory(path: "index"))
    try write(index, 0..<10, "old")
    let otherDirectory = MemoryDirectory(path: "other")
    let other = try SearchIndex.openOrCreate(in: otherDirectory)
    try write(other, 0..<3, "new")
    let target = MemoryDirectory(path: "backup")
    try index.backup(in: target)

    let files = MemoryDirectory(path: "files")
    files.setContents(of: "letter.txt", to: [1])
    #expect { try index.backup(in: files) } throws: { isOccupied($0, "letter.txt") }
    #expect(files.names().filter { $0 != "write.lock" } == ["letter.txt"])
    // An index is no backup.
    #expect { try index.backup(in: otherDirectory) } throws: { isOccupied($0, "no backup") }
    #expect { try other.backup(in: target) } throws: { isOccupied($0, "backup of index") }
    // A commit that is newer than the index's, which was brought back from elsewhere.
    let old = index.snapshot
    try write(index, 10..<12, "new")
    try index.backup(in: target)
    #expect { try index.backup(in: target, of: old) } throws: { isOccupied($0, "newer") }
    // Somebody has used the backup as an index.
    try write(SearchIndex.open(in: target), 50..<52, "new")
    #expect { try index.backup(in: target) } throws: { isOccupied($0, "written to it") }
    #expect(try SearchIndex.open(in: target).snapshot.documentCount == 14)
    target.setContents(of: "backup.of", to: Array("Dear diary".utf8))
    #expect { try index.backup(in: target) } throws: { isOccupied($0, "backup.of") }
  }

  @Test func `an index is not backed up into itself`() throws {
    let folder = try TemporaryFolder()
    let index = try SearchIndex.openOrCreate(at: folder.path + "/index")
    try write(index, 0..<10, "old")
    #expect { try index.backup(to: folder.path + "/index") } throws: { isOccupied($0, "no backup") }
    #expect(try contents(DiskDirectory(path: folder.path + "/index")).count > 0)
  }

  @Test func `a damaged index gives no backup, and a damaged backup is made good`() throws {
    let directory = MemoryDirectory(path: "index")
    let index = try SearchIndex.openOrCreate(in: directory)
    try write(index, 0..<10, "old")
    let whole = try #require(directory.contents(of: "1.segment"))
    var bytes = whole
    bytes[100] ^= 1
    directory.setContents(of: "1.segment", to: bytes)
    let damaged = try SearchIndex.open(in: directory)
    let target = MemoryDirectory(path: "backup")
    #expect {
      try damaged.backup(in: target)
    } throws: { error in
      guard case .damaged(let file, _, _)? = error as? QuernError else { return false }
      return file == "index/1.segment"
    }
    #expect { try SearchIndex.open(in: target) } throws: {
      $0 as? QuernError == .noIndex(path: "backup")
    }
    directory.setContents(of: "1.segment", to: whole)
    try SearchIndex.open(in: directory).backup(in: target)
    target.setContents(of: "1.segment", to: bytes)
    #expect(try SearchIndex.open(in: directory).backup(in: target).copiedFileCount == 1)
    #expect(target.contents(of: "1.segment") == whole)
  }

  @Test func `a copy that was not finished goes with the next backup`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory(path: "index"))
    try write(index, 0..<10, "old")
    let target = MemoryDirectory(path: "backup")
    try index.backup(in: target)
    for name in ["1.segment.new", "1.deleted.1.new", "mine.new"] {
      target.setContents(of: name, to: [1])
    }
    try write(index, 10..<12, "new")
    try index.backup(in: target)
    #expect(target.names().filter { $0.hasSuffix(".new") } == ["mine.new"])
  }

  @Test(arguments: [false, true])
  func `a backup that fails anywhere leaves the one before or the next`(staysFaulty: Bool) throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory(path: "index"))
    try write(index, 0..<10, "old")
    let first = index.snapshot
    let before = try contents(first)
    try write(index, 10..<14, "new", deleting: [2])
    let after = try contents(index.snapshot)
    var fault = 0
    var outcomes: Set<Int> = []
    while true {
      let disk = SimulatedDisk(path: "backup")
      try index.backup(in: disk, of: first)
      var isDone = true
      let hasFailed = disk.failing(at: fault, forGood: staysFaulty) {
        do { try index.backup(in: disk) } catch { isDone = false }
      }
      let found = try contents(disk)
      #expect(found == after || (!isDone && found == before), "fault \(fault)")
      #expect(SearchIndex.check(in: disk).isEmpty, "fault \(fault)")
      outcomes.insert(found == after ? 1 : 0)
      // The next one goes on from there.
      try index.backup(in: disk)
      #expect(try contents(disk) == after, "fault \(fault)")
      if !hasFailed { break }
      fault += 1
    }
    #expect(fault > 15 && outcomes.count == 2)
  }

  @Test func `a first backup that fails anywhere is no index`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory(path: "index"))
    try write(index, 0..<10, "old")
    let expected = try contents(index.snapshot)
    for fault in 0..<100 {
      let disk = SimulatedDisk(path: "backup")
      let hasFailed = disk.failing(at: fault, forGood: true) {
        do { try index.backup(in: disk) } catch {}
      }
      if let made = try? SearchIndex.open(in: disk) {
        #expect(try contents(made.snapshot) == expected, "fault \(fault)")
      }
      try index.backup(in: disk)
      #expect(try contents(disk) == expected, "fault \(fault)")
      if !hasFailed { return }
    }
    Issue.record("no end of faults")
  }

  /// The number of documents and the word in them say which commit it is.
  @Test func `backups of an index that is written to are commits of it`() async throws {
    let folder = try TemporaryFolder()
    let index = try SearchIndex.openOrCreate(at: folder.path + "/index")
    try write(index, 0..<50, "round0")
    let isDone = Atomic(false)
    let writing = Task.detached {
      let writer = try index.writer()
      defer { writer.close() }
      var round = 0
      while !isDone.load(ordering: .relaxed) {
        round += 1
        // All documents anew, so that every commit has other files, and merges come often.
        try commit(writer, 0..<50, "round\(round)")
        if round % 7 == 0 { _ = try writer.optimize() }
      }
    }
    let reader = try SearchIndex.open(at: folder.path + "/index")
    var generations: Set<UInt64> = []
    var round = 0
    while generations.count < 5 || round < 20 {
      round += 1
      await Task.yield()
      let path = folder.path + "/backup\(round % 2)"
      let summary = try reader.backup(to: path)
      generations.insert(summary.generation)
      #expect(SearchIndex.check(at: path).isEmpty)
      let snapshot = try SearchIndex.open(at: path).snapshot
      #expect(snapshot.documentCount == 50)
      let hits = try snapshot.search("number1", options: SearchOptions(limit: 100)).hits
      let words = Set(hits.compactMap { $0.document[.text]?.split(separator: " ").first })
      #expect(words.count == 1, "one commit, not two")
    }
    isDone.store(true, ordering: .relaxed)
    try await writing.value
  }
}
