import QuernCodec
import QuernIndex
import QuernModel

/// Reads keys of a segment, neighbouring ones at the cost of one.
struct KeyCursor {
  private let segment: SegmentReader
  private var first: UInt32 = 0
  private var records: [[UInt8]] = []

  init(_ segment: SegmentReader) { self.segment = segment }

  mutating func key(of document: UInt32) throws(CodecError) -> DocumentKey {
    if document < first || document - first >= UInt32(records.count) {
      (first, records) = try segment.origins.block(holding: document)
    }
    let place = Int(document - first)
    guard place < records.count else {
      throw .damaged(
        file: segment.name, offset: 0, expected: "the key of document \(document)", found: "none")
    }
    return try OriginRecord.decode(records[place], file: segment.name).key
  }
}
