import QuernCodec
import QuernIndex
import QuernModel

/// Reads keys of a segment, neighbouring ones at the cost of one.
struct KeyCursor {
  private let name: String
  private var records: RecordsLookup

  init(_ segment: SegmentReader) {
    name = segment.name
    records = RecordsLookup(segment.origins, keptByteCount: 1 << 20)
  }

  mutating func key(of document: UInt32) throws(CodecError) -> DocumentKey {
    try OriginRecord.decode(try records.record(document), file: name).key
  }
}

extension SegmentReader {
  /// One key.
  func codedKey(of document: UInt32) throws(CodecError) -> DocumentKey {
    try OriginRecord.decode(try origins.record(document), file: name).key
  }
}
