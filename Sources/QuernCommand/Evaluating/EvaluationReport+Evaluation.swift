import QuernEvaluation
import QuernPresentation

extension EvaluationReport {
  /// The measures of an evaluation and, where there is one, of another of the same queries.
  init(_ evaluation: Evaluation, other: Evaluation?) {
    let names = QuernEvaluation.Measure.allCases
    let measures = names.map { name in
      EvaluationReport.Measure(
        name: name.rawValue, mean: evaluation.mean(of: name),
        comparison: other.map {
          Comparison(PairedComparison(evaluation.values(of: name), $0.values(of: name)))
        })
    }
    let values = names.map { evaluation.values(of: $0) }
    let compared = other.map { other in names.map { other.values(of: $0) } }
    let queries = evaluation.queries.enumerated().map { place, id in
      Query(
        id: id, values: values.map { $0[place] }, compared: compared.map { $0.map { $0[place] } })
    }
    self.init(measures: measures, queries: queries, unjudgedCount: evaluation.unjudgedCount)
  }
}

extension EvaluationReport.Comparison {
  fileprivate init(_ comparison: PairedComparison) {
    self.init(
      mean: comparison.means.second, betterCount: comparison.betterCount,
      worseCount: comparison.worseCount, chance: comparison.chance)
  }
}
