import Quern
import QuernPresentation

extension FacetLayout {
  /// What a search counted.
  init(_ result: FacetResult) {
    self.init(
      field: result.facet.field, interval: result.facet.interval?.rawValue,
      buckets: result.buckets.map { ($0.value, $0.count) }, distinct: result.distinctCount,
      missing: result.missingCount)
  }
}
