// What queries cost in instructions, class by class, on a corpus that is made here and always the same:
//
//   instruction-counts build FOLDER           makes the corpus and its index
//   instruction-counts classes                names the classes
//   instruction-counts run FOLDER CLASS N     answers the queries of a class N times
//
// `check` in this folder counts the instructions of two such runs and compares the difference with what
// the repository keeps. Times move with the machine; instructions hardly do.

import Quern
import QuernModel

let arguments = CommandLine.arguments.dropFirst()

do {
  switch (arguments.first, arguments.count) {
  case ("build", 2): try SampleIndex.build(at: arguments[2])
  case ("classes", 1): print(QueryClass.all.map(\.name).joined(separator: "\n"))
  case ("run", 4):
    guard let chosen = QueryClass.all.first(where: { $0.name == arguments[3] }),
      let count = Int(arguments[4])
    else { fatalError("no such class, or no number") }
    try chosen.run(try SearchIndex.open(at: arguments[2]).snapshot, times: count)
  default: print("usage: instruction-counts build FOLDER | classes | run FOLDER CLASS N")
  }
} catch {
  fatalError("\(error)")
}
