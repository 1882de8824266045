/// Bytes of a file → text: UTF-8 with or without byte order mark, UTF-16 with one.
enum TextDecoder {
  /// Decodes a whole file.
  ///
  /// A zero byte outside of UTF-16 means that the file is no text. Nothing is repaired: a byte in
  /// the wrong place is an error that says where.
  static func decode(_ bytes: [UInt8]) throws(IngestError) -> String {
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw .unsupportedEncoding(name: "UTF-32")
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return try decodeUTF16(bytes, highByteFirst: false) }
    if bytes.starts(with: [0xFE, 0xFF]) { return try decodeUTF16(bytes, highByteFirst: true) }
    if let offset = bytes.firstIndex(of: 0) { throw .binary(offset: offset) }
    return try utf8(bytes.span, skipping: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
  }

  /// The text of some bytes of UTF-8, from an offset on.
  static func utf8(_ bytes: Span<UInt8>, skipping offset: Int = 0) throws(IngestError) -> String {
    do {
      return String(copying: try UTF8Span(validating: bytes.extracting(offset..<bytes.count)))
    } catch {
      throw .malformedText(encoding: "UTF-8", offset: offset + error.byteOffsets.lowerBound)
    }
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
