package import QuernCodec
package import QuernModel
import Synchronization

/// The types of the fields of a snapshot, and their values.
///
/// A type is that of all values together, those of deleted documents included until a merge drops
/// them. Immutable but for what it has once looked up; share freely.
package final class SnapshotColumns: Sendable {
  private let segments: [SegmentColumns]
  private let known = Mutex<[FieldName: ValueCounts]?>(nil)

  init(_ segments: [SegmentColumns]) { self.segments = segments }

  /// The number of segments without columns of their own, whose stored fields are read instead.
  package var missingCount: Int { segments.count { $0.entries == nil } }

  /// How many values of each kind each field has.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  package func counts() throws(IndexError) -> [FieldName: ValueCounts] {
    if let counts = known.withLock({ $0 }) { return counts }
    var counts: [FieldName: ValueCounts] = [:]
    for segment in segments {
      for entry in try coding({ () throws(CodecError) in try segment.counts() }) {
        counts[entry.name] = (counts[entry.name] ?? ValueCounts()) + entry.counts
      }
    }
    known.withLock { $0 = counts }
    return counts
  }

  /// The type of a field; `nil` where no document has a value of it.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  package func type(of field: FieldName) throws(IndexError) -> FieldType? {
    try counts()[field]?.type(of: field)
  }

  /// The values of a field in a segment, of the type that the field has in all of them; `nil` where it
  /// has none there.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  package func column(
    _ field: FieldName, inSegment number: Int
  ) throws(IndexError) -> ColumnReader? {
    guard let type = try type(of: field) else { return nil }
    return try coding { () throws(CodecError) in try segments[number].column(field, as: type) }
  }
}
