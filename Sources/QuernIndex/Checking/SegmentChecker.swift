import QuernCodec
import QuernModel

/// Verifies the structures of a segment against each other.
struct SegmentChecker {
  private let segment: SegmentReader

  static func check(_ segment: SegmentReader) -> [IndexDamage] {
    let checker = SegmentChecker(segment: segment)
    let fields = segment.fields.compactMap { field in
      damage { () throws(CodecError) in try FieldChecker(segment, field).check() }
    }
    let records = damage { () throws(CodecError) in try checker.checkRecords() }
    return fields + (records.map { [$0] } ?? [])
  }

  /// What a step finds; `nil` where all is well.
  private static func damage(_ step: () throws(CodecError) -> Void) -> IndexDamage? {
    do throws(CodecError) {
      try step()
      return nil
    } catch { return IndexDamage(.codec(error)) }
  }

  /// Stored fields decode, and every key leads back to its document.
  private func checkRecords() throws(CodecError) {
    try segment.stored.forEach { (_, record) throws(CodecError) in
      _ = try FieldsRecord.decode(record, file: segment.name)
    }
    try segment.origins.forEach { (number, record) throws(CodecError) in
      let key = try OriginRecord.decode(record, file: segment.name).key
      guard try segment.isFound(key, DocumentID(rawValue: number)) else {
        throw .damaged(
          file: segment.name, offset: 0, expected: "document \(number) under its key",
          found: "none")
      }
    }
  }
}
