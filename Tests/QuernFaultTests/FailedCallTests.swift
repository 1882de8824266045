import Quern
import QuernFaults
import QuernModel
import QuernTestSupport
import Testing

/// Whichever call of the disk fails, and however: what succeeds is right, and the index stays whole.
struct FailedCallTests {
  @Test(arguments: [false, true], [1, 2])
  func `every call that fails leaves a whole index`(staysFaulty: Bool, threads: Int) throws {
    let seed = Scale.seed()
    var random = SeededGenerator(seed: seed)
    var runCount = 0
    var call = 0
    var isPastTheEnd = false
    while !isPastTheEnd {
      let codes = Scale.isSlow ? FaultPlan.codes : [FaultPlan.codes[call % FaultPlan.codes.count]]
      let effects =
        Scale.isSlow ? FaultPlan.Effect.allCases : [call % 4 < 2 ? .nothing : .something]
      isPastTheEnd = true
      for code in codes {
        for effect in effects {
          let plan = FaultPlan(
            firstCall: call, failureCount: staysFaulty ? .max : 1, code: code, effect: effect)
          var run = try FailingRun(seed: seed, threads: threads)
          run.run(plan)
          runCount += 1
          if run.failureCount > 0 { isPastTheEnd = false }
          #expect(run.findings.isEmpty, "seed \(seed), \(threads) threads, \(plan)")
        }
      }
      // In haste one call in five.
      call += Scale.isSlow ? 1 : Int.random(in: 1...9, using: &random)
    }
    print(
      "failed calls, \(staysFaulty ? "for good" : "once"), \(threads) threads: "
        + "\(runCount) runs over \(call) calls; seed \(seed)")
    #expect(call > 200)
  }

  @Test func `a batch of which a document was lost is not committed`() throws {
    let disk = SimulatedDisk()
    let index = try SearchIndex.openOrCreate(in: disk)
    var faultCount = 0
    for call in 0..<40 {
      let writer = try SearchIndex.open(in: disk).writer()
      disk.setPlan(FaultPlan(firstCall: call))
      var isAdded = true
      do throws(QuernError) {
        var batch = try writer.begin(
          replacingAll: true, options: IndexOptions(memoryByteCount: 1))
        for key in ["a", "b"] {
          do throws(QuernError) { try batch.apply(.add(key, ["word"])) } catch { isAdded = false }
        }
        if isAdded {
          batch.rollback()
        } else {
          faultCount += 1
          var isRefused = false
          do throws(QuernError) { _ = try batch.commit() } catch { isRefused = true }
          #expect(isRefused, "call \(call)")
        }
      } catch {}
      disk.setPlan(nil)
      writer.close()
      try index.refresh()
      #expect(index.snapshot.documentCount == 0)
    }
    #expect(faultCount > 10)
  }
}
