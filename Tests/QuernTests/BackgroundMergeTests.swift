import Foundation
import Quern
import QuernFaults
import QuernStorage
import QuernTestSupport
import Testing

/// Merges beside a writer: nothing is lost, nothing comes back, and few segments are left.
struct BackgroundMergeTests {
  private func document(_ key: Int, _ version: Int) -> Document {
    Document(
      key: DocumentKey("\(key)"),
      fields: [.init(.text, ["word\(key % 7) version\(version) every"])])
  }

  private func versions(_ index: SearchIndex, upTo count: Int) throws -> [Int: Int] {
    var found: [Int: Int] = [:]
    for key in 0..<count {
      let text = try index.snapshot.document(for: DocumentKey("\(key)"))?[.text]
      guard let version = text?.split(separator: " ")[1].dropFirst("version".count) else {
        continue
      }
      found[key] = Int(version)
    }
    return found
  }

  @Test func `commits and merges at once leave what was committed last`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SeededGenerator(seed: seed)
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "whitespace"))
    let writer = try index.writer()
    var model: [Int: Int] = [:]
    for round in 0..<120 {
      var batch = try writer.begin()
      var changed = model
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let key = Int.random(in: 0..<60, using: &random)
        if Int.random(in: 0..<3, using: &random) == 0 {
          let isThere = try batch.delete(DocumentKey("\(key)"))
          #expect(isThere == (changed.removeValue(forKey: key) != nil), "seed \(seed)")
        } else {
          try batch.add(document(key, round))
          changed[key] = round
        }
      }
      if Int.random(in: 0..<8, using: &random) == 0 {
        batch.rollback()
      } else {
        _ = try batch.commit()
        model = changed
      }
      if round % 10 == 0 {
        try #require(try versions(index, upTo: 60) == model, "round \(round), seed \(seed)")
      }
    }
    try writer.finishMerges()
    #expect(try versions(index, upTo: 60) == model, "seed \(seed)")
    #expect(try index.snapshot.search("every").total == model.count, "seed \(seed)")
    #expect(index.snapshot.documentCount == model.count, "seed \(seed)")
    #expect(try index.snapshot.statistics().segmentCount < 16)
    writer.close()
    #expect(SearchIndex.check(in: directory).isEmpty, "seed \(seed)")
    #expect(try versions(try SearchIndex.open(in: directory), upTo: 60) == model)
    let segments = directory.names().count { $0.hasSuffix(".segment") }
    #expect(try segments == index.snapshot.statistics().segmentCount, "seed \(seed)")
  }

  @Test func `a closed writer leaves a whole index to the next one`() throws {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(in: directory)
    for round in 0..<30 {
      let writer = try index.writer()
      var batch = try writer.begin()
      try batch.add(document(round, round))
      _ = try batch.commit()
      writer.close()
    }
    #expect(index.snapshot.documentCount == 30)
    #expect(SearchIndex.check(in: directory).isEmpty)
    let writer = try index.writer()
    try writer.begin().rollback()
    try writer.finishMerges()
    #expect(try index.snapshot.statistics().segmentCount < 8)
    #expect(index.snapshot.documentCount == 30)
  }

  @Test func `a merge keeps the time by which changed files are told`() throws {
    let index = try SearchIndex.openOrCreate(in: MemoryDirectory())
    let writer = try index.writer()
    for round in 0..<2 {
      var batch = try writer.begin()
      try batch.add(document(round, round))
      _ = try batch.commit()
    }
    let before = index.snapshot.info
    _ = try writer.optimize()
    #expect(index.snapshot.info.created == before.created)
    #expect(index.snapshot.info.generation == before.generation + 1)
  }

  /// Each call of the disk fails once: while batches commit, and while merges do.
  private static let faultStep =
    ProcessInfo.processInfo.environment["QUERN_SLOW"] == nil ? 10 : 3

  @Test func `a merge that fails costs no document`() throws {
    for fault in stride(from: 0, to: 400, by: Self.faultStep) {
      let disk = SimulatedDisk()
      let index = try SearchIndex.openOrCreate(in: disk)
      let writer = try index.writer()
      disk.setPlan(FaultPlan(firstCall: fault))
      var model: [Int: Int] = [:]
      for round in 0..<20 {
        do {
          var batch = try writer.begin()
          try batch.add(document(round, round))
          _ = try batch.commit()
          model[round] = round
        } catch {
          // The commit may stand all the same, where its last step failed.
          let found = try versions(try SearchIndex.open(in: disk.copy()), upTo: 20)
          if found[round] != nil { model[round] = round }
        }
        try #require(
          try versions(try SearchIndex.open(in: disk.copy()), upTo: 20) == model,
          "fault \(fault), round \(round)")
      }
      writer.close()
      #expect(SearchIndex.check(in: disk.copy()).isEmpty, "fault \(fault)")
      #expect(
        try versions(try SearchIndex.open(in: disk.copy()), upTo: 20) == model, "fault \(fault)")
    }
  }
}
