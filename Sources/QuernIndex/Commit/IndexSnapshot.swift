public import QuernModel

/// The segments of one commit. Immutable; share freely.
public final class IndexSnapshot: Sendable {
  /// In the order in which their documents were added.
  public var segments: [SegmentReader] { fatalError() }

  /// Summed over all segments.
  public var statistics: CollectionStatistics { fatalError() }
}
