// Question: how many times as fast as ICU alone is the own word breaker, by language; how fast are
//   pairs of characters; and how much of the breaker's speed is left on the whole way from bytes to
//   numbers of terms?
// Corpus: real text beside the project, `../shared/data` or the folder that QUERN_SHARED names.
// Method: all ways over the same bytes in one process, taking turns; the best of the runs. Each run
//   of the whole way has a new session. That both breakers give the same words, and that no way
//   loses one, is asserted in each run.
// Run: swift run -c release WordBreaking [runs] [corpus]
//   Benchmarks/WordBreaking/instructions counts instructions instead; it uses --texts and --counted.
import Foundation

let arguments = CommandLine.arguments.dropFirst()
switch arguments.first {
case "--texts":
  try CountedText.write(to: arguments.dropFirst().first ?? ".")
case "--counted":
  try CountedText.count(arguments.dropFirst().first ?? ".")
default:
  let runs = arguments.first.flatMap { Int($0) } ?? 5
  let chosen = arguments.dropFirst().first
  print(RaceResult.head)
  for corpus in Corpus.all where chosen == nil || chosen == corpus.name {
    guard let texts = corpus.texts() else {
      print("\(corpus.name): no file")
      continue
    }
    print(try Race(corpus, texts).run(runs).line)
  }
}
