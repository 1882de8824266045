import QuernCodec
import QuernModel
import QuernStorage

/// What a segment says of itself.
///
/// See `FORMAT.md`.
///
///     Metadata := documentCount(varint) fieldCount(varint) Field{fieldCount}
///     Field    := name(text) documentCount(varint) tokenCount(varint)
struct SegmentMetadata {
  struct Field {
    var name: FieldName
    var statistics: FieldStatistics
  }

  var documentCount: UInt32
  var fields: [Field] = []

  func encode() -> [UInt8] {
    var bytes = ByteWriter()
    bytes.writeVarint(documentCount)
    bytes.writeVarint(fields.count)
    for field in fields {
      bytes.writeText(field.name.rawValue)
      bytes.writeVarint(field.statistics.documentCount)
      bytes.writeVarint(field.statistics.tokenCount)
    }
    return bytes.bytes
  }

  init(documentCount: UInt32) { self.documentCount = documentCount }

  /// More tokens than any segment has; sums over all segments of an index stay below 2⁶³.
  private static let maximumTokenCount: UInt64 = 1 << 48

  init(decoding view: ByteView) throws(CodecError) {
    var reader = ByteReader(view)
    do throws(StorageError) {
      documentCount = try reader.readVarint32()
      for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
        fields.append(
          Field(
            name: FieldName(try reader.readText()),
            statistics: FieldStatistics(
              documentCount: try reader.readVarint(), tokenCount: try reader.readVarint())))
      }
    } catch { throw .storage(error) }
    for field in fields {
      let (documents, tokens) = (field.statistics.documentCount, field.statistics.tokenCount)
      guard documents <= documentCount, documents <= tokens, tokens <= Self.maximumTokenCount else {
        throw .damaged(
          file: view.file, offset: view.fileOffset,
          expected: "at most \(documentCount) documents with \(field.name), each with tokens",
          found: "\(documents) with \(tokens) tokens")
      }
    }
  }
}
