import QuernStorage

extension FieldsRecord {
  /// Calls a function with every value of the searchable fields of a record, without decoding any.
  ///
  /// - Parameter body: gets the bytes of the field's name, and of the value.
  /// - Throws: ``CodecError/storage(_:)``.
  package static func forEachValue(
    of record: ArraySlice<UInt8>, file: String,
    _ body: (ArraySlice<UInt8>, ArraySlice<UInt8>) throws(CodecError) -> Void
  ) throws(CodecError) {
    var scanner = RecordScanner(record, file: file)
    for _ in 0..<(try scanner.readCount()) {
      let flags = try scanner.readBytes(1)
      let name = try scanner.readText()
      let isIndexed = (flags.first ?? 0) & 1 == 0
      for _ in 0..<(try scanner.readCount()) {
        let value = try scanner.readText()
        if isIndexed { try body(name, value) }
      }
    }
  }
}

/// Passes over the parts of a record.
private struct RecordScanner {
  private let record: ArraySlice<UInt8>
  private let file: String
  private var place: Int

  init(_ record: ArraySlice<UInt8>, file: String) {
    self.record = record
    place = record.startIndex
    self.file = file
  }

  mutating func readCount() throws(CodecError) -> Int {
    var (value, shift) = (UInt64(0), UInt64(0))
    while place < record.endIndex, shift < 63 {
      let byte = record[place]
      place += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        // Each counted thing takes a byte or more.
        guard value <= UInt64(record.count) else { break }
        return Int(value)
      }
      shift += 7
    }
    throw .storage(.malformedInteger(file: file, offset: place - record.startIndex))
  }

  mutating func readBytes(_ count: Int) throws(CodecError) -> ArraySlice<UInt8> {
    let available = record.endIndex - place
    guard count <= available else {
      throw .storage(
        .outOfBounds(
          file: file, offset: place - record.startIndex, wanted: count, available: available))
    }
    defer { place += count }
    return record[place..<place + count]
  }

  mutating func readText() throws(CodecError) -> ArraySlice<UInt8> {
    try readBytes(try readCount())
  }
}
