// Question: how many times as fast as ICU alone is the own word breaker, by language?
// Corpus: real text beside the project, `../shared/data` or the folder that QUERN_SHARED names.
// Method: both breakers over the same bytes in one process, taking turns; the best of the runs.
//   That both give the same words is asserted in each run.
// Run: swift run -c release WordBreaking [runs] [corpus] [own|icu]
//   With a breaker named, only that one goes over the text, once: for valgrind --tool=callgrind,
//   under which the corpus has to be the path of a file of plain text.
import Foundation
import QuernAnalysis

let arguments = CommandLine.arguments.dropFirst()
let runs = arguments.first.flatMap { Int($0) } ?? 5
let chosen = arguments.dropFirst().first
let only = arguments.dropFirst(2).first

print("corpus          MB     words   own MB/s   ICU MB/s   ratio")
for corpus in Corpus.all where chosen == nil || chosen == corpus.name {
  try measure(corpus.name, corpus.texts())
}
if let chosen, !Corpus.all.contains(where: { $0.name == chosen }) {
  try measure("file", Corpus.lines(ofFile: chosen))
}

func measure(_ name: String, _ texts: [String]?) throws {
  guard let texts else {
    print("\(name): no file")
    return
  }
  let race = Race(texts: texts)
  switch only {
  case "own": print("own: \(race.count(UnicodeWordBreaker())) words of \(race.byteCount) bytes")
  case "icu": print("ICU: \(race.count(try ICUWordBreaker())) words of \(race.byteCount) bytes")
  default: try race.run(name, runs: runs)
  }
}
