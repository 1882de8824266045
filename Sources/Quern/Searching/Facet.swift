public import QuernModel

/// Which values of all hits are counted.
public struct Facet: Sendable, Hashable {
  /// A span of time whose hits are counted together.
  public enum Interval: String, Sendable, Hashable, CaseIterable {
    case year, month, day
  }

  /// The field, which is no text.
  public var field: FieldName

  /// For a field of dates; `nil` counts each value for itself.
  public var interval: Interval?

  /// How many values are shown, those of most hits; of spans of time all are.
  public var limit: Int

  /// Makes a facet of its parts.
  public init(_ field: FieldName, by interval: Interval? = nil, limit: Int = 10) {
    self.field = field
    self.interval = interval
    self.limit = limit
  }
}

/// How many hits have which values.
public struct FacetResult: Sendable, Hashable {
  /// A value and its hits.
  public struct Bucket: Sendable, Hashable {
    /// The value as it is written; of a span of time the year, month or day.
    public var value: String

    /// The number of hits that have it; a hit with several values counts for each of them.
    public var count: Int
  }

  /// What was asked.
  public var facet: Facet

  /// Those of most hits first, then by their values; spans of time in their order.
  public var buckets: [Bucket]

  /// How many different values the hits have, those that are left out included.
  public var distinctCount: Int

  /// Hits without a value.
  public var missingCount: Int
}
