import QuernModel

/// Cuts a query text into pieces by its signs, colons, quotes and blanks.
struct QueryLexer {
  private let scalars: String.UnicodeScalarView
  private var index: String.Index

  /// The index of `index` in bytes of UTF-8.
  private var offset = 0

  init(_ text: String) {
    scalars = text.unicodeScalars
    index = scalars.startIndex
  }

  private var current: Unicode.Scalar? { index < scalars.endIndex ? scalars[index] : nil }

  /// The next piece, or `nil` at the end.
  ///
  /// A name of another form than an identifier is a field name only if the index has that field.
  mutating func next(isField: (FieldName) -> Bool) -> QueryItem? {
    while let scalar = current, scalar.properties.isWhitespace { step() }
    guard current != nil else { return nil }
    let occurrence = readSign()
    let fieldOffset = offset
    let field = readField(isField)
    let isQuoted = current.map { Quote(opening: $0) != nil } ?? false
    let (text, start) = isQuoted ? readQuoted() : readWord()
    return QueryItem(
      occurrence: occurrence, field: field, isQuoted: isQuoted, text: text,
      fieldOffset: fieldOffset, offset: start)
  }

  private mutating func step() {
    offset += scalars[index].utf8.count
    index = scalars.index(after: index)
  }

  /// A sign counts only if something follows it.
  private mutating func readSign() -> Clause.Occurrence {
    guard let sign = current, sign == "+" || sign == "-" else { return .should }
    let after = scalars.index(after: index)
    guard after < scalars.endIndex, !scalars[after].properties.isWhitespace else { return .should }
    step()
    return sign == "+" ? .must : .mustNot
  }

  /// Reads `name:` if it looks like a field name and something follows that may be looked for.
  private mutating func readField(_ isField: (FieldName) -> Bool) -> FieldName? {
    var end = index
    while end < scalars.endIndex, Self.isNamePart(scalars[end]) {
      end = scalars.index(after: end)
    }
    guard end > index, end < scalars.endIndex, scalars[end] == ":" else { return nil }
    let after = scalars.index(after: end)
    guard after < scalars.endIndex, !scalars[after].properties.isWhitespace else { return nil }
    let name = FieldName(String(scalars[index..<end]))
    guard isField(name) || looksLikeField(scalars[index], before: scalars[after]) else {
      return nil
    }
    while index < after { step() }
    return name
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let byte = UInt8(scalar.value)
      return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
        || "_.-".unicodeScalars.contains(scalar)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }

  /// Whether a name with this first character, and this one after the colon, means a field.
  ///
  /// Times (`10:30`), addresses (`http://…`), paths (`C:\…`) and `std::vector` are words.
  private func looksLikeField(_ first: Unicode.Scalar, before next: Unicode.Scalar) -> Bool {
    guard first == "_" || first.properties.isAlphabetic else { return false }
    return next != "/" && next != "\\" && next != ":"
  }

  /// Reads up to the closing quote, or to the end.
  private mutating func readQuoted() -> (text: String, start: Int) {
    guard let opening = current, let quote = Quote(opening: opening) else { return ("", offset) }
    step()
    let start = offset
    let first = index
    while let scalar = current, !quote.isClosed(by: scalar) { step() }
    let text = String(scalars[first..<index])
    if current != nil { step() }
    return (text, start)
  }

  /// Reads up to white space or a quote that can only be an opening one.
  private mutating func readWord() -> (text: String, start: Int) {
    let start = offset
    let first = index
    while let scalar = current, !scalar.properties.isWhitespace, !Quote.onlyOpens(scalar) {
      step()
    }
    return (String(scalars[first..<index]), start)
  }
}
