// Question: how good are the ten best hits, with `auto` against `standard`?
// Corpus: the test collections beside the project, `../shared/data/relevance` or under the folder
//   that QUERN_SHARED names.
// Method: title and text are indexed with each analyzer, every query is asked as plain words with
//   the default settings, and its ten best hits are judged as trec_eval does.
// Run: swift run -c release Relevance [analyzer …] [collection …]
//   Without names: `standard` and `auto`, all collections. Exits with 1 where the last analyzer is
//   worse than the first in either measure, and not by chance (p < .05).
import Foundation
import Quern

let names = CommandLine.arguments.dropFirst()
let chosen = names.filter(TextAnalysis.analyzerNames.contains)
let analyzers = chosen.isEmpty ? ["standard", "auto"] : Array(chosen)
let wanted = names.filter { !chosen.contains($0) }

let columns = ["collection", "documents", "queries", "measure"] + analyzers + ["+", "−", "p"]
printRow(columns)
printRow(columns.map { _ in "---" })
var losses: [String] = []
for collection in try TestCollection.all() where wanted.isEmpty || wanted.contains(collection.name)
{
  let judgements = try analyzers.map { try collection.judge(analyzer: $0) }
  for (measure, values) in [("nDCG@10", \Judgement.gains), ("MRR@10", \.reciprocalRanks)] {
    let comparison = Comparison(judgements.map { $0[keyPath: values] })
    printRow(
      [
        collection.name, "\(collection.documents.count)", "\(collection.queries.count)", measure,
      ] + comparison.means.map { String(format: "%.4f", $0) } + [
        "\(comparison.betterCount)", "\(comparison.worseCount)",
        String(format: "%.3f", comparison.chance),
      ])
    if comparison.isWorse { losses.append("\(collection.name) \(measure)") }
  }
}
if !losses.isEmpty {
  print("\n\(analyzers.last ?? "") is worse: \(losses.joined(separator: ", "))")
  exit(1)
}

func printRow(_ cells: [String]) { print("| \(cells.joined(separator: " | ")) |") }
