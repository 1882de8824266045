// Question: how long does a query of each type take, beside a plain OR of the same run?
// Corpus: an index of texts that are cut at blanks (`peer-protocol build INDEX CORPUS.jsonl`), from
//   whose stored text the queries are drawn by a seeded generator. Where it has a field `date`, queries
//   with a condition on it are asked, too.
// Method: a run is one query in a warm process: parsing, searching `text`, the 10 best with their scores,
//   and the number of all matches. Types take turns query by query; of three rounds the least time of each
//   query counts.
// Run: swift run -c release QueryTypes INDEX [queries of each type] [type…]

import Foundation
import Quern
import QuernModel
import QuernSearch

let arguments = Array(CommandLine.arguments.dropFirst())
guard let path = arguments.first else {
  print("usage: QueryTypes INDEX [queries of each type] [type…]")
  exit(2)
}
let queryCount = arguments.count > 1 ? Int(arguments[1]) ?? 500 : 500
let roundCount = 3

let snapshot = try SearchIndex.open(at: path).snapshot
var texts: [[String]] = []
var dates: [String] = []
var cursor = snapshot.documents()
while let document = try cursor.next() {
  let words = document.values(of: .text).joined(separator: " ").split(separator: " ")
  if words.count > 20 { texts.append(words.map { String($0) }) }
  dates += document.values(of: FieldName("date"))
}
let types = (QueryType.all + QueryType.filtered(by: dates))
  .filter { arguments.count < 3 || arguments[2...].contains($0.name) }
var sampler = QuerySampler(texts, seed: 1)
let queries = types.map { type in (0..<queryCount).map { _ in type.draw(&sampler) } }

let options = SearchOptions(limit: 10, weights: [.text: 1], leavesOutStopWords: false)
var times = types.map { _ in [Double](repeating: .infinity, count: queryCount) }
var hits = types.map { _ in 0 }
let clock = ContinuousClock()
for round in 0..<roundCount {
  for number in 0..<queryCount {
    for type in types.indices {
      let start = clock.now
      let total = try snapshot.rank(queries[type][number], options: options).total ?? 0
      let time = (clock.now - start) / .microseconds(1)
      times[type][number] = min(times[type][number], time)
      if round == 0 { hits[type] += total }
    }
  }
}

print("| type | queries | mean hits | mean µs | p50 µs | p99 µs | p50 ÷ OR | p99 ÷ OR |")
print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
func percentile(_ times: [Double], _ share: Double) -> Double {
  times.sorted()[min(times.count - 1, Int(share * Double(times.count)))]
}
let plain = (percentile(times[0], 0.5), percentile(times[0], 0.99))
for (type, times) in zip(types.indices, times) {
  let (middle, high) = (percentile(times, 0.5), percentile(times, 0.99))
  let mean = times.reduce(0, +) / Double(queryCount)
  let cells = [
    types[type].name, "\(queryCount)", "\(hits[type] / queryCount)", String(format: "%.0f", mean),
    String(format: "%.0f", middle), String(format: "%.0f", high),
    String(format: "%.2f", middle / plain.0), String(format: "%.2f", high / plain.1),
  ]
  print("| \(cells.joined(separator: " | ")) |")
}
