import Synchronization

/// Pipelines that wait for the next text, so that a query need not open ICU.
///
/// Each slot is locked while its pipeline works. Whoever finds all slots taken works with a
/// pipeline that is thrown away.
final class PipelinePool: Sendable {
  /// The number of texts that are analysed at once without opening ICU again.
  private static let slotCount = 8

  private final class Slot: Sendable {
    let pipeline: Mutex<AnalysisPipeline?>

    init(_ pipeline: sending AnalysisPipeline?) { self.pipeline = Mutex(pipeline) }
  }

  private let slots: [Slot]

  init(_ first: sending AnalysisPipeline) {
    slots = [Slot(first)] + (1..<Self.slotCount).map { _ in Slot(nil) }
  }

  /// Runs `body` with a pipeline of its own.
  func withPipeline<Result: Sendable>(
    make: @Sendable () throws(AnalysisError) -> sending AnalysisPipeline,
    _ body: @Sendable (inout AnalysisPipeline) -> Result
  ) -> Result {
    for slot in slots {
      let result = slot.pipeline.withLockIfAvailable { waiting -> Result in
        var pipeline = waiting ?? Self.open(make)
        waiting = nil
        let result = body(&pipeline)
        waiting = pipeline
        return result
      }
      if let result { return result }
    }
    var pipeline = Self.open(make)
    return body(&pipeline)
  }

  /// The first pipeline was opened when the analyzer was made: what fails later is memory.
  private static func open(
    _ make: @Sendable () throws(AnalysisError) -> sending AnalysisPipeline
  ) -> sending AnalysisPipeline {
    do {
      return try make()
    } catch {
      fatalError("\(error)")
    }
  }
}
