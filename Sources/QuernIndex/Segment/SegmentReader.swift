package import QuernCodec
public import QuernModel
package import QuernStorage

/// An immutable piece of an index: the documents `0 ..< documentCount` and their structures.
///
/// Immutable once opened; share freely. Cursors made from it belong to one task.
public final class SegmentReader: Sendable {
  /// The number of documents, the deleted ones included.
  public let documentCount: UInt32

  /// The frame of the file, for checks and sizes.
  package let file: FramedFile

  package let name: String

  /// The searchable fields by number.
  package let fields: [FieldReader]

  package let stored: RecordsReader
  package let origins: RecordsReader
  package let deletions: Deletions?

  /// The values of its fields.
  package let columns: SegmentColumns

  /// What was counted of words in several fields.
  package let joinedCounts: JoinedCounts
  let keys: KeyTable
  private let fieldNumbers: [FieldName: Int]

  /// Opens a segment file, without deletions; reads its metadata only.
  ///
  /// - Throws: ``IndexError/codec(_:)``.
  package init(_ view: ByteView) throws(IndexError) {
    name = view.file
    do throws(CodecError) {
      let file = try FramedFile(view, kind: .segment)
      let metadata = try SegmentMetadata(decoding: try file.requiredSection(.metadata))
      let documentCount = metadata.documentCount
      let stored = try RecordsReader(file, blocks: .storedBlocks, index: .storedIndex)
      let origins = try RecordsReader(file, blocks: .originBlocks, index: .originIndex)
      guard stored.count == documentCount, origins.count == documentCount else {
        throw CodecError.damaged(
          file: view.file, offset: 0, expected: "\(documentCount) documents in every structure",
          found: "\(stored.count) stored, \(origins.count) keys")
      }
      keys = try KeyTable(try file.requiredSection(.keyTable), documentCount: documentCount)
      fields = try Self.openFields(file, metadata)
      columns = try SegmentColumns(
        file, name: view.file, stored: stored, documentCount: documentCount)
      self.file = file
      self.documentCount = documentCount
      self.stored = stored
      self.origins = origins
      deletions = nil
      joinedCounts = JoinedCounts()
    } catch { throw .codec(error) }
    fieldNumbers = Dictionary(
      fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The same segment with other deletions, of as many documents; shares everything else.
  package init(_ other: SegmentReader, deletions: Deletions?) {
    name = other.name
    documentCount = other.documentCount
    file = other.file
    fields = other.fields
    stored = other.stored
    origins = other.origins
    keys = other.keys
    columns = other.columns
    joinedCounts = other.joinedCounts
    fieldNumbers = other.fieldNumbers
    self.deletions = deletions
  }

  /// The number of documents that have been deleted.
  public var deletedCount: UInt32 { deletions?.deletedCount ?? 0 }

  /// Whether a document has been deleted.
  public func isDeleted(_ document: DocumentID) -> Bool {
    deletions?.contains(document.rawValue) ?? false
  }

  /// A searchable field; `nil` where no document of the segment has it.
  public func field(_ name: FieldName) -> FieldReader? { fieldNumbers[name].map { fields[$0] } }

  /// The key and the stored fields of a document.
  ///
  /// - Throws: ``IndexError``.
  public func document(_ id: DocumentID) throws(IndexError) -> Document {
    do throws(CodecError) {
      let origin = try OriginRecord.decode(try origins.record(id.rawValue), file: name)
      let fields = try FieldsRecord.decode(try stored.record(id.rawValue), file: name)
      return Document(key: origin.key, fields: fields, source: origin.source)
    } catch { throw .codec(error) }
  }

  /// The key and the source of a document.
  ///
  /// - Throws: ``IndexError``.
  public func origin(
    of id: DocumentID
  ) throws(IndexError) -> (key: DocumentKey, source: Source?) {
    try coding { () throws(CodecError) in
      try OriginRecord.decode(try origins.record(id.rawValue), file: name)
    }
  }

  /// The key of a document.
  ///
  /// - Throws: ``IndexError``.
  public func key(of id: DocumentID) throws(IndexError) -> DocumentKey {
    try origin(of: id).key
  }

  /// The document with a key, unless it has been deleted.
  ///
  /// - Throws: ``IndexError``.
  public func find(_ key: DocumentKey) throws(IndexError) -> DocumentID? {
    try find(key, deletions: deletions)
  }

  /// The document with a key, unless it is among some deletions.
  func find(_ key: DocumentKey, deletions: Deletions?) throws(IndexError) -> DocumentID? {
    do throws(CodecError) {
      for candidate in try keys.candidates(key)
      where deletions?.contains(candidate.rawValue) != true {
        let origin = try OriginRecord.decode(try origins.record(candidate.rawValue), file: name)
        if origin.key == key { return candidate }
      }
      return nil
    } catch { throw .codec(error) }
  }

  /// The last document with a key, deleted or not.
  func findLast(_ key: DocumentKey) throws(CodecError) -> DocumentID? {
    var last: DocumentID?
    for candidate in try keys.candidates(key) {
      let origin = try OriginRecord.decode(try origins.record(candidate.rawValue), file: name)
      if origin.key == key { last = max(last ?? candidate, candidate) }
    }
    return last
  }

  /// Whether the key table leads from a key to a document, deleted or not.
  func isFound(_ key: DocumentKey, _ id: DocumentID) throws(CodecError) -> Bool {
    try keys.candidates(key).contains(id)
  }

  private static func openFields(
    _ file: FramedFile, _ metadata: SegmentMetadata
  ) throws(CodecError) -> [FieldReader] {
    var fields: [FieldReader] = []
    for (number, field) in metadata.fields.enumerated() {
      fields.append(
        try FieldReader(file, number: number, field, documentCount: metadata.documentCount))
    }
    return fields
  }
}
