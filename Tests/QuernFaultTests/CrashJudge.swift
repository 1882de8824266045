import Quern
import QuernFaults
import QuernStorage
import QuernTestSupport

/// Lets the power go at every moment of a recorded run, and looks at what is left.
struct CrashJudge {
  /// States, those among them that differ, and moments of which all states were tried.
  private(set) var stateCount = 0
  private(set) var distinctCount = 0
  private(set) var momentCount = 0
  private(set) var exhaustiveCount = 0

  /// What was wrong; nothing more is tried after a few.
  private(set) var findings: [String] = []

  /// What a state may hold: the last acknowledged commit, and those that were asked for after it.
  private struct Expectation {
    var acknowledged: Int?
    var begun: [Int] = []

    var steps: [Int] { (acknowledged.map { [$0] } ?? []) + begun }

    mutating func take(_ note: DiskOperation.Note) {
      switch note {
      case .began(let step): begun.append(step)
      case .acknowledged(let step):
        acknowledged = step
        begun.removeAll { $0 <= step }
      }
    }
  }

  /// Judges states of every prefix of a run.
  ///
  /// - Parameters:
  ///   - fate: what became of data whose synchronization failed.
  ///   - limit: the states of one moment, at most.
  ///   - step: of how many moments one is tried, by lot.
  mutating func judge(
    _ run: RecordedRun, fate: DiskModel.Fate = .pending, limit: Int, oneMomentIn step: Int = 1,
    using random: inout SeededGenerator
  ) {
    var disk = DiskModel(fate: fate)
    var expectation = Expectation()
    var seen: Set<Int> = []
    for (number, operation) in run.operations.enumerated() where findings.count < 5 {
      disk.apply(operation)
      if case .note(let note) = operation {
        expectation.take(note)
        seen = []
        continue
      }
      guard Int.random(in: 0..<step, using: &random) == 0 else { continue }
      momentCount += 1
      let isExhaustive = disk.forEachState(limit: limit, using: &random) { files in
        stateCount += 1
        guard seen.insert(Self.fingerprint(files)).inserted else { return }
        distinctCount += 1
        guard let finding = Self.finding(in: files, run, expectation) else { return }
        findings.append(
          "after operation \(number) (\(Self.text(operation))), fate \(fate): \(finding); files "
            + files.mapValues(\.count).sorted { $0.key < $1.key }.description)
      }
      exhaustiveCount += isExhaustive ? 1 : 0
    }
  }

  /// What is wrong with a disk after a new start; `nil` where nothing is.
  private static func finding(
    in files: [String: [UInt8]], _ run: RecordedRun, _ expectation: Expectation
  ) -> String? {
    let directory = MemoryDirectory()
    for (name, bytes) in files { directory.setContents(of: name, to: bytes) }
    do throws(QuernError) {
      guard let index = try open(directory, expectation) else {
        return try findingOfRepair(in: directory)
      }
      let step = try Workload.lastStep(in: index.snapshot)
      guard expectation.steps.contains(step) || expectation.acknowledged == nil,
        var model = run.models[step]
      else { return "step \(step) instead of \(expectation.steps)" }
      if let finding = try finding(in: directory, index, model, run) { return finding }
      // The next commit cleans up behind the crash, and is none the worse for it.
      let writer = try index.writer()
      let changes: [Change] = [.delete("d1"), .add("d0", ["w0", "w1"])]
      try writer.commit(changes)
      writer.close()
      model.apply(changes)
      let commits = directory.names().filter { $0.hasPrefix("commit.") }
      guard commits.count == 1 else { return "next commit: files \(directory.names())" }
      return try finding(in: directory, index, model, run).map { "next commit: \($0)" }
    } catch { return "\(error)" }
  }

  private static func finding(
    in directory: MemoryDirectory, _ index: SearchIndex, _ model: DocumentModel,
    _ run: RecordedRun
  ) throws(QuernError) -> String? {
    if let difference = try model.difference(from: index.snapshot, run.workload.vocabulary) {
      return difference
    }
    let damages = SearchIndex.check(in: directory)
    return damages.isEmpty ? nil : "\(damages)"
  }

  /// Before the first commit was acknowledged there may be no index.
  ///
  /// - Returns: `nil` where there is none, but whole segments that must not be begun anew over: those of
  ///   a first backup that broke off.
  private static func open(
    _ directory: MemoryDirectory, _ expectation: Expectation
  ) throws(QuernError) -> SearchIndex? {
    guard expectation.acknowledged == nil else { return try SearchIndex.open(in: directory) }
    do throws(QuernError) {
      return try SearchIndex.openOrCreate(
        in: directory, options: IndexOptions(analyzer: "standard"))
    } catch {
      guard case .damaged = error,
        !directory.names().contains(where: { $0.hasPrefix("commit.") && !$0.hasSuffix(".new") })
      else { throw error }
      return nil
    }
  }

  /// What is wrong with an index that a repair makes of segments without a commit.
  private static func findingOfRepair(
    in directory: MemoryDirectory
  ) throws(QuernError) -> String? {
    _ = try SearchIndex.repair(in: directory)
    let damages = SearchIndex.check(in: directory)
    return damages.isEmpty ? nil : "after a repair: \(damages)"
  }

  private static func fingerprint(_ files: [String: [UInt8]]) -> Int { files.hashValue }

  private static func text(_ operation: DiskOperation) -> String {
    if case .write(let file, let bytes) = operation { return "write of \(bytes.count) to \(file)" }
    return "\(operation)"
  }
}
