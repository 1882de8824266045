/// How many documents have which values.
package struct FacetOutcome: Sendable, Hashable {
  package struct Bucket: Sendable, Hashable {
    package var value: String
    package var count: Int
  }

  package var request: FacetRequest

  /// Those of most documents first, then by their values; a histogram by time.
  package var buckets: [Bucket] = []

  /// How many different values there are, those that are left out included.
  package var distinctCount = 0

  /// Documents without a value.
  package var missingCount = 0

  package init(_ request: FacetRequest) { self.request = request }
}
