// Question: how good are the best hits, with `auto` against `standard`, or ranked in other ways?
// Corpus: the test collections beside the project, `../shared/data/relevance` or under the folder
//   that QUERN_SHARED names.
// Method: title and text are indexed, every query is asked as plain words, and its hundred best hits
//   are judged as trec_eval does (QuernEvaluation).
// Run: swift run -c release Relevance [--rankings] [collection …]
//   Without names: all collections. Exits with 1 where the last way is worse than the first in a
//   measure, and not by chance (p < .05).
import Foundation
import Quern
import QuernEvaluation

var names = Array(CommandLine.arguments.dropFirst())
let asksForRankings = names.contains("--rankings")
names.removeAll { $0 == "--rankings" }
let ways = asksForRankings ? Way.rankings : Way.analyzers
let measures: [QuernEvaluation.Measure] = [.gain, .averagePrecision, .reciprocalRank]

let columns =
  ["collection", "documents", "queries", "measure"] + ways.map(\.name) + ["+", "−", "p"]
printRow(columns)
printRow(columns.map { _ in "---" })
var losses: [String] = []
for collection in try TestCollection.all() where names.isEmpty || names.contains(collection.name) {
  var snapshots: [String: Snapshot] = [:]
  let evaluations = try ways.map { way in
    let snapshot = try snapshots[way.analyzer] ?? collection.snapshot(analyzer: way.analyzer)
    snapshots[way.analyzer] = snapshot
    return try collection.evaluate(snapshot, way.options)
  }
  for measure in measures {
    let values = evaluations.map { $0.values(of: measure) }
    let comparison = PairedComparison(values.first ?? [], values.last ?? [])
    let cells: [String] = [
      collection.name, String(collection.documents.count), String(collection.queries.count),
      measure.rawValue,
    ]
    let means = evaluations.map { String(format: "%.4f", $0.mean(of: measure)) }
    let changes: [String] = [
      String(comparison.betterCount), String(comparison.worseCount),
      String(format: "%.3f", comparison.chance),
    ]
    printRow(cells + means + changes)
    if comparison.isWorse { losses.append("\(collection.name) \(measure.rawValue)") }
  }
}
if !losses.isEmpty {
  print("\nthe last way is worse than the first: \(losses.joined(separator: ", "))")
  exit(1)
}

func printRow(_ cells: [String]) { print("| \(cells.joined(separator: " | ")) |") }
