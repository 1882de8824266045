import QuernModel

extension ExpressionParser {
  /// Reads `name:` if it looks like a field name and something follows that may be looked for.
  ///
  /// A name of another form than an identifier is a field name only if the index has that field.
  mutating func readField() throws(QueryError) -> FieldName? {
    let start = scanner.place
    let end = nameEnd(from: start)
    let after = end + 1
    guard end > start, end < scanner.bytes.count, scanner.bytes[end] == 0x3A,
      !scanner.isBoundary(at: after), !isClosing(at: after)
    else { return nil }
    let name = FieldName(scanner.text(start..<end))
    let isKnown = fields.contains(name)
    guard isKnown || looksLikeField(from: start, before: scanner.bytes[after]) else { return nil }
    guard isKnown else {
      throw .unknownField(name: name.rawValue, nearest: fields.nearest(to: name), offset: start)
    }
    scanner.place = after
    return name
  }

  /// The end of the letters, digits, `_`, `.` and `-` that begin at a place.
  private func nameEnd(from start: Int) -> Int {
    var end = start
    while end < scanner.bytes.count {
      let byte = scanner.bytes[end]
      if byte < 0x80 {
        guard QueryText.signs[Int(byte)].contains(.name) else { break }
        end += 1
      } else {
        guard let (scalar, length) = scalar(at: end), Self.isNamePart(scalar) else { break }
        end += length
      }
    }
    return end
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  private func scalar(at place: Int) -> (Unicode.Scalar, length: Int)? {
    let end = min(place + 4, scanner.bytes.count)
    let text = String(decoding: scanner.bytes[place..<end], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return nil }
    return (scalar, scalar.utf8.count)
  }

  /// Whether a name that begins at a place, and this byte after the colon, mean a field.
  ///
  /// Times (`10:30`), addresses (`http://…`), paths (`C:\…`) and `std::vector` are words.
  private func looksLikeField(from start: Int, before next: UInt8) -> Bool {
    guard let (first, _) = scalar(at: start), first == "_" || first.properties.isAlphabetic
    else { return false }
    return next != 0x2F && next != 0x5C && next != 0x3A
  }
}
