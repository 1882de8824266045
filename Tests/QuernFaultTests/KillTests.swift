import Foundation
import Quern
import QuernFaults
import QuernTestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A writing process that is killed at any time loses nothing that it acknowledged, and brings nothing
/// back.
@Suite(.timeLimit(.minutes(60)))
struct KillTests {
  @Test func `a killed writer leaves what it acknowledged`() throws {
    let seed = Scale.seed()
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let index = "\(folder.path)/index"
    let ledger = "\(folder.path)/ledger"
    let workload = Workload(seed: seed, vocabulary: .killed)
    var model = DocumentModel()
    var step = 0
    var unacknowledgedCount = 0
    let killCount = Scale.pick(12, slow: 1_000)
    for kill in 0..<killCount {
      try Self.runAndKill([index, ledger, "\(seed)"], ledger, using: &random)
      let acknowledged = Self.lastStep(of: ledger)
      guard let snapshot = try Self.open(index) else {
        #expect(acknowledged == 0, "seed \(seed), kill \(kill)")
        continue
      }
      let found = try Workload.lastStep(in: snapshot)
      // What the last look found has not been acknowledged by the process, but seen.
      let last = max(acknowledged, step)
      try #require(
        found == last || found == last + 1, "seed \(seed), kill \(kill): \(found), not \(last)")
      if found > acknowledged { unacknowledgedCount += 1 }
      while step < found {
        step += 1
        model.apply(workload.step(step).changes)
      }
      let difference = try model.difference(from: snapshot, workload.vocabulary)
      #expect(difference == nil, "seed \(seed), kill \(kill)")
      #expect(SearchIndex.check(at: index).isEmpty, "seed \(seed), kill \(kill)")
    }
    print(
      "\(killCount) kills, \(step) commits, \(unacknowledgedCount) times one more than was "
        + "acknowledged; seed \(seed)")
    #expect(step > 0)
  }

  /// Some are killed while they start, the others while they write.
  private static func runAndKill(
    _ arguments: [String], _ ledger: String, using random: inout SeededGenerator
  ) throws {
    let process = try BuiltProcess(["write"] + arguments)
    let before = size(ledger)
    if Int.random(in: 0..<8, using: &random) > 0 {
      let deadline = Date(timeIntervalSinceNow: 60)
      while size(ledger) == before, process.isRunning, Date.now < deadline { usleep(500) }
    }
    usleep(UInt32.random(in: 0..<80_000, using: &random))
    try #require(process.isRunning, "it writes until it is killed")
    process.kill()
  }

  private static func size(_ ledger: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: ledger)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  /// The last step that a whole line names.
  private static func lastStep(of ledger: String) -> Int {
    let bytes = FileManager.default.contents(atPath: ledger) ?? Data()
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.lastIndex(of: "\n") else { return 0 }
    return text[..<end].split(separator: "\n").last.flatMap { Int($0) } ?? 0
  }

  private static func open(_ path: String) throws -> Snapshot? {
    do { return try SearchIndex.open(at: path).snapshot } catch QuernError.noIndex { return nil }
  }
}
