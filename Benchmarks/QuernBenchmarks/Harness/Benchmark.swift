/// One thing to measure: variants that are run in turn, each with an answer that is known before.
struct Benchmark {
  let name: String

  /// What one run works through, on average over the variants.
  var documentsPerRun = 0
  var bytesPerRun = 0

  /// The number of documents that match, in the middle of the variants; only of searches.
  var medianMatchCount: Int?

  /// What each variant must answer in every run.
  let expected: [Int]

  /// Done before every run, outside the measured time.
  var prepare: () throws -> Void = {}

  /// The work.
  ///
  /// - Returns: the answer, reduced to a number.
  let run: (_ variant: Int) throws -> Int
}
