import QuernCodec
package import QuernModel

/// A searchable field over all segments of a snapshot.
///
/// Immutable; share freely. A query looks for its fields by name once, and not in every segment.
package final class SnapshotField: Sendable {
  package let name: FieldName

  /// Summed over all segments.
  package let statistics: FieldStatistics

  /// The field in each segment; `nil` where no document has it.
  package let readers: [FieldReader?]

  /// Whether there is a length code for each document, in each segment that has the field.
  package let isDense: Bool

  init(_ name: FieldName, _ statistics: FieldStatistics, _ readers: [FieldReader?]) {
    self.name = name
    self.statistics = statistics
    self.readers = readers
    isDense = readers.allSatisfy { $0?.lengths.isDense ?? true }
  }
}
