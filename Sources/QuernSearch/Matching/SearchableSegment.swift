import QuernCodec
package import QuernIndex
package import QuernModel

/// What matching needs of a segment.
///
/// The index's segments have it, and so have segments of plain arrays in the tests. Matching is
/// compiled for the concrete type: nothing is dispatched at run time.
package protocol SearchableSegment: Sendable {
  associatedtype Field: SearchableField

  /// The number of documents, the deleted ones included.
  var documentCount: UInt32 { get }

  /// The number of documents that have been deleted.
  var deletedCount: UInt32 { get }

  /// Whether a document has been deleted.
  func isDeleted(_ document: DocumentID) -> Bool

  /// A searchable field; `nil` where no document of the segment has it.
  func field(_ name: FieldName) -> Field?
}

extension SegmentReader: SearchableSegment {}
