import QuernFaults
import QuernTestSupport
import Testing

/// Whenever the power goes, and whatever the disk did not get to: the index is that of the last
/// acknowledged commit, or of one that was asked for after it.
struct CrashTests {
  private static let vocabulary = Vocabulary(keyCount: 8, wordCount: 6)

  /// Every moment of the runs; of each all states, or as many by lot.
  @Test(arguments: RecordedRun.Kind.allCases)
  func `a power loss leaves the last commit or the next one`(kind: RecordedRun.Kind) throws {
    let seed = Scale.seed()
    var random = SeededGenerator(seed: seed)
    var judge = CrashJudge()
    var round: UInt64 = 0
    let wanted = Scale.pick(60, slow: 22_000)
    while judge.distinctCount < wanted, judge.findings.isEmpty {
      let workload = Workload(seed: seed &+ round, vocabulary: Self.vocabulary)
      let run = try RecordedRun(kind, workload, steps: Scale.pick(8, slow: 16))
      judge.judge(
        run, limit: Scale.pick(6, slow: 24), oneMomentIn: Scale.pick(12, slow: 1), using: &random)
      round += 1
    }
    report("power loss, \(kind)", judge, seed)
  }

  @Test(arguments: DiskModel.Fate.allCases)
  func `calls that failed before the power loss change nothing of that`(
    fate: DiskModel.Fate
  ) throws {
    let seed = Scale.seed()
    var random = SeededGenerator(seed: seed)
    var judge = CrashJudge()
    var round = 0
    let wanted = Scale.pick(60, slow: 10_000)
    while judge.distinctCount < wanted, judge.findings.isEmpty {
      defer { round += 1 }
      let workload = Workload(seed: seed &+ UInt64(round), vocabulary: Self.vocabulary)
      var plan = FaultPlan(
        firstCall: Int.random(in: 0..<200, using: &random),
        failureCount: Int.random(in: 1...4, using: &random),
        period: Int.random(in: 1...6, using: &random),
        effect: Bool.random(using: &random) ? .nothing : .something)
      if round % 2 == 0 {
        plan.isOfSynchronizations = true
        plan.firstCall = Int.random(in: 0..<16, using: &random)
        plan.period = Int.random(in: 1...2, using: &random)
      }
      let run = try RecordedRun(workload, steps: 5, plan: plan)
      judge.judge(
        run, fate: fate, limit: 3, oneMomentIn: Scale.pick(10, slow: 1),
        using: &random)
    }
    report("power loss after failed calls, what was not synchronized \(fate)", judge, seed)
  }

  /// The judge itself: a writer that forgets to synchronize must not pass.
  @Test(arguments: [true, false])
  func `a writer that does not synchronize is found out`(forgetsFiles: Bool) throws {
    let seed = Scale.seed()
    var random = SeededGenerator(seed: seed)
    let workload = Workload(seed: seed, vocabulary: Self.vocabulary)
    let run = try RecordedRun(workload, steps: 4).without { operation in
      switch operation {
      case .synchronizeFile: forgetsFiles
      case .synchronizeDirectory: !forgetsFiles
      default: false
      }
    }
    var judge = CrashJudge()
    judge.judge(run, limit: 20, oneMomentIn: 3, using: &random)
    #expect(!judge.findings.isEmpty, "seed \(seed)")
  }

  private func report(_ name: String, _ judge: CrashJudge, _ seed: UInt64) {
    print(
      "\(name): \(judge.stateCount) states (\(judge.distinctCount) different) at "
        + "\(judge.momentCount) moments, of \(judge.exhaustiveCount) all; seed \(seed)")
    #expect(judge.findings.isEmpty, "seed \(seed)")
    #expect(judge.distinctCount >= Scale.pick(60, slow: 10_000))
  }
}
