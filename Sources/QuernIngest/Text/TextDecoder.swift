import QuernModel

/// Bytes of a file → text: UTF-8 with or without byte order mark, UTF-16 with one.
enum TextDecoder {
  /// A file with more bad bytes than one in so many is in another encoding, or no text.
  ///
  /// Latin-1 has one accented letter in ten at most; KOI8-R and its like have little else.
  private static let leastBytesForOneBad = 4

  /// Decodes a whole file.
  ///
  /// A zero byte outside of UTF-16 means that the file is no text. Each byte of UTF-8 in the wrong
  /// place becomes U+FFFD, unless there are too many: then it is an error that says where the first
  /// stands. UTF-16 is not repaired.
  static func decode(
    _ bytes: [UInt8]
  ) throws(IngestError) -> (text: String, replaced: ReplacedBytes?) {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw .unsupportedEncoding(name: "UTF-32")
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return (try decodeUTF16(bytes, highByteFirst: false), nil)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return (try decodeUTF16(bytes, highByteFirst: true), nil)
    }
    if let offset = bytes.firstIndex(of: 0) { throw .binary(offset: offset) }
    return try decodeUTF8(bytes, skipping: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  private static func decodeUTF8(
    _ bytes: [UInt8], skipping offset: Int
  ) throws(IngestError) -> (text: String, replaced: ReplacedBytes?) {
    let repaired = RepairedText(bytes.span.extracting(offset..<bytes.count))
    guard let first = repaired.firstReplaced else { return (repaired.text, nil) }
    let replaced = ReplacedBytes(count: repaired.replacedByteCount, firstOffset: offset + first)
    guard replaced.count <= bytes.count / leastBytesForOneBad else {
      throw .malformedText(encoding: "UTF-8", offset: replaced.firstOffset)
    }
    return (repaired.text, replaced)
  }

  private static func decodeUTF16(
    _ bytes: [UInt8], highByteFirst: Bool
  ) throws(IngestError) -> String {
    guard bytes.count % 2 == 0 else {
      throw .malformedText(encoding: "UTF-16", offset: bytes.count - 1)
    }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      return highByteFirst ? first << 8 | second : second << 8 | first
    }
    if let index = loneSurrogate(in: units) {
      throw .malformedText(encoding: "UTF-16", offset: 2 + 2 * index)
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// The first half of a pair of surrogates that is without the other half.
  private static func loneSurrogate(in units: [UInt16]) -> Int? {
    var index = 0
    while index < units.count {
      if UTF16.isLeadSurrogate(units[index]) {
        guard index + 1 < units.count, UTF16.isTrailSurrogate(units[index + 1]) else {
          return index
        }
        index += 1
      } else if UTF16.isTrailSurrogate(units[index]) {
        return index
      }
      index += 1
    }
    return nil
  }
}
