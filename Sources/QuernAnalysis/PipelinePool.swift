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

    init(_ pipeline: consuming sending AnalysisPipeline?) { self.pipeline = Mutex(pipeline) }
  }

  private let slots: [Slot]
  private let wordBreaking: WordBreaking
  private let stages: [TermStage]

  /// - Throws: ``AnalysisError``.
  init(_ wordBreaking: WordBreaking, _ stages: [TermStage]) throws(AnalysisError) {
    self.wordBreaking = wordBreaking
    self.stages = stages
    slots =
      [Slot(try AnalysisPipeline(wordBreaking, stages))]
      + (1..<Self.slotCount).map { _ in Slot(nil) }
  }

  /// Runs `body` with a pipeline of its own.
  func withPipeline<Result: Sendable>(
    _ body: @Sendable (inout AnalysisPipeline) -> Result
  ) -> Result {
    for slot in slots {
      let result = slot.pipeline.withLockIfAvailable { waiting -> Result? in
        if waiting == nil { waiting = open() }
        return waiting?.run(body)
      }
      if let result, let result { return result }
    }
    var pipeline = open()
    return body(&pipeline)
  }

  /// The first pipeline was opened when the analyzer was made: what fails later is memory.
  private func open() -> sending AnalysisPipeline {
    do {
      return try AnalysisPipeline(wordBreaking, stages)
    } catch {
      fatalError("\(error)")
    }
  }
}
