import Foundation
import Quern
import QuernFaults
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Damage and failures anywhere; `QUERN_SLOW=1` takes every byte and every call.
@Suite(.timeLimit(.minutes(30)))
struct RepairSweepTests: RepairChecking {
  private static let isSlow = ProcessInfo.processInfo.environment["QUERN_SLOW"] == "1"

  @Test func `a flipped bit anywhere is repaired`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      let step = Self.isSlow ? 1 : 23
      for offset in stride(
        from: Int.random(in: 0..<step, using: &random), to: bytes.count, by: step)
      {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(offset % 8)
        _ = try repair(
          sample.after.replacing(name, with: damaged), of: sample, mayReturn: ["d1", "d2"],
          "seed \(seed), \(name), offset \(offset)")
      }
    }
  }

  @Test func `a truncation anywhere is repaired`() throws {
    let sample = try SampleIndex(documentCount: 8)
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for name in sample.after.names {
      guard let bytes = sample.after.files[name] else { continue }
      let step = Self.isSlow ? 1 : 37
      for count in stride(from: Int.random(in: 0..<step, using: &random), to: bytes.count, by: step)
      {
        _ = try repair(
          sample.after.replacing(name, with: Array(bytes[..<count])), of: sample,
          mayReturn: ["d1", "d2"], "seed \(seed), \(name), \(count) bytes")
      }
    }
  }

  @Test(arguments: [false, true])
  func `a repair that fails anywhere leaves the old files or the new index`(
    staysFaulty: Bool
  ) throws {
    let sample = try SampleIndex(documentCount: 8)
    var bytes = try #require(sample.after.files["1.segment"])
    bytes[bytes.count - 1] ^= 1
    let files = sample.after.replacing("1.segment", with: bytes)
    let expected = try documents(sample.after)
    for fault in stride(from: staysFaulty ? 1 : 0, to: 1_000, by: Self.isSlow ? 1 : 3) {
      let disk = SimulatedDisk(copying: try files.makeDirectory())
      var isDone = true
      let hasFailed = disk.failing(at: fault, forGood: staysFaulty) {
        do {
          _ = try SearchIndex.repair(in: disk, options: IndexOptions(memoryByteCount: 1))
        } catch { isDone = false }
      }
      // Nothing of the old index has gone, unless the new one stands.
      if !isDone, !SearchIndex.check(in: disk).isEmpty {
        for (name, old) in files.files where name != "write.lock" {
          #expect(disk.contents[name] == old, "fault \(fault), \(name)")
        }
      }
      _ = try SearchIndex.repair(in: disk)
      #expect(SearchIndex.check(in: disk).isEmpty, "fault \(fault)")
      #expect(try documents(in: disk) == expected, "fault \(fault)")
      if !hasFailed { return }
    }
    Issue.record("no end of faults")
  }
}
