package import QuernModel

/// Which values of the documents that match are counted.
package struct FacetRequest: Sendable, Hashable {
  /// A span of time whose documents are counted together.
  package enum Interval: Sendable, Hashable {
    case year, month, day
  }

  package var field: FieldName

  /// `nil` counts each value for itself.
  package var interval: Interval?

  /// How many values are wanted, those of most documents; of a histogram all are.
  package var limit: Int

  package init(field: FieldName, interval: Interval? = nil, limit: Int = 10) {
    self.field = field
    self.interval = interval
    self.limit = limit
  }
}
