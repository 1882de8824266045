import QuernCodec
import QuernIndex
package import QuernModel

extension Searcher {
  /// Says why a document has its score: the formula with this document's numbers.
  ///
  /// A node with details is their sum or, where its summary has a ×, their product.
  ///
  /// - Throws: ``SearchError``.
  package func explain(
    _ query: Query, _ parameters: SearchParameters, segment number: Int, document: DocumentID
  ) throws(SearchError) -> Explanation {
    try parameters.validate()
    var planner = Planner(snapshot, parameters)
    let plan = try planner.plan(query)
    let segment = snapshot.segments[number]
    let explainer = Explainer(parameters, segment, number, document)
    if let reason = try explainer.mismatch(plan) { return Explanation(value: 0, summary: reason) }
    var details: [Explanation] = []
    for group in plan.required + plan.optional {
      if let detail = try explainer.explain(group) { details.append(detail) }
    }
    let sum = details.reduce(0) { $0 + $1.value }
    return Explanation(
      value: Double(Float(sum)), summary: "score = sum over the words and phrases that match",
      details: details)
  }
}
