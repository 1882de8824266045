import Foundation
import Quern
import QuernFaults
import QuernModel
import QuernStorage
import Synchronization

/// Two threads that write and eight that read one index; every answer must be some commit's.
///
/// Each commit replaces all documents by ones with the number of the commit, and now and then adds or
/// deletes one. So a reader that sees two numbers, or a count that no commit had, has seen what never
/// was.
final class Stress: Sendable {
  private static let writerCount = 2
  private static let readerCount = 8

  private struct Tally {
    var commits = 0
    var merges = 0
    var answers = 0
    var findings: [String] = []
  }

  private let directory = DiskDirectory(
    path: FileManager.default.temporaryDirectory
      .appendingPathComponent("quern-stress-\(UUID().uuidString)").path)
  private let index: SearchIndex
  private let isOver = Mutex(false)
  private let tally = Mutex(Tally())

  init() throws {
    index = try SearchIndex.openOrCreate(
      at: directory.path, options: IndexOptions(analyzer: "standard"))
  }

  deinit { try? FileManager.default.removeItem(atPath: directory.path) }

  /// Lets all threads run for a time, and waits for them.
  func run(seconds: Double) {
    let group = DispatchGroup()
    for number in 0..<Self.writerCount { start(in: group) { try self.write(number) } }
    for number in 0..<Self.readerCount { start(in: group) { try self.read(number) } }
    Thread.sleep(forTimeInterval: seconds)
    isOver.withLock { $0 = true }
    group.wait()
  }

  /// Prints what was done.
  ///
  /// - Returns: whether all was right.
  func report() -> Bool {
    let damages = SearchIndex.check(in: directory)
    let tally = tally.withLock { $0 }
    print(
      "\(tally.commits) commits and \(tally.merges) full merges by \(Self.writerCount) threads, "
        + "\(tally.answers) answers to \(Self.readerCount) threads, "
        + "\(tally.findings.count) wrong; damages: \(damages.count)")
    for finding in tally.findings.prefix(10) { print(finding) }
    return tally.findings.isEmpty && damages.isEmpty && tally.commits > 0 && tally.answers > 0
  }

  private func start(in group: DispatchGroup, _ work: @escaping @Sendable () throws -> Void) {
    group.enter()
    let thread = Thread {
      do {
        while !self.isOver.withLock({ $0 }) { try work() }
      } catch {
        self.tally.withLock { $0.findings.append("\(error)") }
      }
      group.leave()
    }
    thread.stackSize = 4 << 20
    thread.start()
  }

  // MARK: - Writing

  /// One commit, by whoever gets the lock.
  private func write(_ number: Int) throws {
    let writer: IndexWriter
    do throws(QuernError) { writer = try index.writer() } catch {
      guard case .locked = error else { throw error }
      Thread.sleep(forTimeInterval: 0.002)
      return
    }
    writer.threadCount = 2
    defer { writer.close() }
    let generation = Int(index.snapshot.info.generation)
    // 5 to 20 documents, all with the same number.
    let count = 5 + generation % 16
    var batch = try writer.begin()
    for document in 0..<20 {
      let key = DocumentKey("d\(document)")
      if document < count {
        let text = "round common w\(generation) count\(count)"
        try batch.add(Document(key: key, fields: [.init(.text, [text])]))
      } else {
        try batch.delete(key)
      }
    }
    if generation % 7 == number {
      batch.rollback()
      // Else the same would come again for ever.
      _ = try writer.optimize()
      tally.withLock { $0.merges += 1 }
    } else {
      _ = try batch.commit()
      if generation % 5 == 0 { try writer.finishMerges() }
      tally.withLock { $0.commits += 1 }
    }
  }

  // MARK: - Reading

  private func read(_ number: Int) throws {
    // Half of the readers share the writers' object, the others open their own.
    let reader = number % 2 == 0 ? index : try SearchIndex.open(in: directory)
    for _ in 0..<20 {
      try reader.refresh()
      try judge(reader.snapshot, number)
    }
  }

  private func judge(_ snapshot: Snapshot, _ number: Int) throws {
    let options = SearchOptions(limit: 100, snippetLength: number % 3 == 0 ? 40 : nil)
    let result = try snapshot.search(number % 4 < 2 ? "common" : "+round +common", options: options)
    let texts = Set(result.hits.map { $0.document[.text] ?? "none" })
    let isWhole =
      result.total == snapshot.documentCount && result.hits.count == snapshot.documentCount
      && texts.count == (snapshot.documentCount == 0 ? 0 : 1)
      && texts.allSatisfy { $0.hasSuffix("count\(snapshot.documentCount)") }
    tally.withLock { tally in
      tally.answers += 1
      if !isWhole {
        tally.findings.append(
          "\(snapshot.documentCount) documents, \(result.total ?? -1) found: \(texts.sorted())")
      }
    }
  }
}
