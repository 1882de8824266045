/// Runs every variant once, under a name that callgrind recognises: `Benchmarks/instructions`
/// counts the instructions inside this function only.
///
/// - Returns: the answers.
@inline(never)
func countedRound(_ benchmark: Benchmark) throws -> [Int] {
  var answers: [Int] = []
  for variant in benchmark.expected.indices { answers.append(try benchmark.run(variant)) }
  return answers
}
