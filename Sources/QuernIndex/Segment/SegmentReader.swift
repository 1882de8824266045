public import QuernModel

/// An immutable piece of an index: the documents `0 ..< documentCount` and their structures.
///
/// Immutable once opened; share freely. Cursors made from it belong to one task.
public final class SegmentReader: Sendable {
  /// The number of documents, the deleted ones included.
  public var documentCount: UInt32 { fatalError() }

  /// The number of documents that have been deleted.
  public var deletedCount: UInt32 { fatalError() }

  /// Whether a document has been deleted.
  public func isDeleted(_ document: DocumentID) -> Bool { fatalError() }

  /// A searchable field; `nil` where no document of the segment has it.
  public func field(_ name: FieldName) -> FieldReader? { fatalError() }

  /// The key and the stored fields of a document.
  ///
  /// - Throws: ``IndexError``.
  public func document(_ id: DocumentID) throws(IndexError) -> Document { fatalError() }

  /// The document with a key, unless it has been deleted.
  ///
  /// - Throws: ``IndexError``.
  public func find(_ key: DocumentKey) throws(IndexError) -> DocumentID? { fatalError() }
}
