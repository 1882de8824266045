import QuernCodec
import QuernIndex
public import QuernModel

/// Gives the documents of a snapshot one after another, in the order of the index.
///
/// Memory is bounded by the largest document. Belongs to one task.
public struct DocumentCursor {
  private let segments: [SegmentReader]
  private var current: SegmentDocuments?
  private var nextSegment = 0

  init(_ snapshot: Snapshot) { segments = snapshot.contents.segments }

  /// The next document that has not been deleted; `nil` at the end.
  ///
  /// - Throws: ``QuernError``; the cursor is of no more use then.
  public mutating func next() throws(QuernError) -> Document? {
    do throws(CodecError) {
      while true {
        if let document = try current?.next() { return document }
        guard nextSegment < segments.count else { return nil }
        current = SegmentDocuments(segments[nextSegment])
        nextSegment += 1
      }
    } catch { throw QuernError(error) }
  }
}

/// The documents of one segment.
private struct SegmentDocuments {
  let segment: SegmentReader
  var stored: RecordsCursor
  var origins: RecordsCursor

  init(_ segment: SegmentReader) {
    self.segment = segment
    stored = RecordsCursor(segment.stored)
    origins = RecordsCursor(segment.origins)
  }

  mutating func next() throws(CodecError) -> Document? {
    while let (number, fields) = try stored.next() {
      guard let origin = try origins.next()?.record else {
        throw .damaged(
          file: segment.name, offset: 0, expected: "a key of document \(number)", found: "none")
      }
      if segment.isDeleted(DocumentID(rawValue: number)) { continue }
      let (key, source) = try OriginRecord.decode(origin, file: segment.name)
      return Document(
        key: key, fields: try FieldsRecord.decode(fields, file: segment.name), source: source)
    }
    return nil
  }
}

extension Snapshot {
  /// All documents, one after another.
  public func documents() -> DocumentCursor { DocumentCursor(self) }
}
