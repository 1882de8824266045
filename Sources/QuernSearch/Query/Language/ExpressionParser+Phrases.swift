import QuernModel

extension ExpressionParser {
  /// Reads a phrase up to its closing quote, or to the end, and `~3` behind it.
  mutating func readPhrase(_ quote: QuoteMark) -> QueryExpression? {
    let opening = scanner.place
    scanner.place += quote.byteCount
    let start = scanner.place
    var hasEscape = false
    var closing = 0
    while !scanner.isAtEnd {
      if scanner.byte() == 0x5C, scanner.byte(1) == 0x22 || scanner.byte(1) == 0x5C {
        hasEscape = true
        scanner.place += 2
        continue
      }
      closing = quote.closingLength(scanner.bytes, at: scanner.place)
      if closing > 0 { break }
      scanner.place += 1
    }
    let range = start..<min(scanner.place, scanner.bytes.count)
    scanner.place = range.upperBound + closing
    if closing == 0 { note("this quote is not closed", at: opening) }
    let text =
      hasEscape ? Self.withoutEscapes(scanner.bytes[range]) : scanner.text(range)
    let slop = readSlop()
    return expression(.phrase(text, slop: slop), boost: readBoost(), at: range)
  }

  private static func withoutEscapes(_ bytes: ArraySlice<UInt8>) -> String {
    var plain: [UInt8] = []
    var isEscaped = false
    for byte in bytes {
      if byte == 0x5C, !isEscaped {
        isEscaped = true
        continue
      }
      if isEscaped, byte != 0x22, byte != 0x5C { plain.append(0x5C) }
      isEscaped = false
      plain.append(byte)
    }
    if isEscaped { plain.append(0x5C) }
    return String(decoding: plain, as: UTF8.self)
  }

  private mutating func readSlop() -> Int {
    guard scanner.byte() == 0x7E else { return 0 }
    let start = scanner.place
    let end = scanner.numberEnd(from: start + 1, allowsPoint: false)
    guard end > start + 1 else { return 0 }
    scanner.place = end
    return slop(scanner.text(start + 1..<end), at: start)
  }

  private mutating func slop(_ text: String, at offset: Int) -> Int {
    let most = QueryExpression.maximumSlop
    if let slop = Int(text), slop <= most { return slop }
    note("\(text) is too far: words are looked for at most \(most) positions apart", at: offset)
    return most
  }

  // MARK: NEAR

  private static let near = Array("NEAR(".utf8)
  private static let orderedWord = Array("ordered".utf8)

  /// Reads `NEAR(a b, 5)` or `NEAR(a b, 5, ordered)`; `nil`, and reads nothing, for anything else.
  mutating func readNear() -> QueryExpression? {
    let start = scanner.place
    guard scanner.startsWith(Self.near, at: start) else { return nil }
    scanner.place += Self.near.count
    if let (words, gaps, ordered) = readNearParts() {
      let range = start..<scanner.place
      return expression(
        .near(words, gaps: gaps, ordered: ordered), boost: readBoost(), at: range)
    }
    note("NEAR is written NEAR(one two, 5)", at: start)
    scanner.place = start
    return nil
  }

  private mutating func readNearParts() -> (words: [String], gaps: Int, ordered: Bool)? {
    var words: [String] = []
    scanner.skipBlanks()
    while !scanner.isAtEnd, scanner.byte() != 0x2C, scanner.byte() != 0x29 {
      let start = scanner.place
      while !scanner.isBoundary(at: scanner.place), scanner.byte() != 0x2C,
        scanner.byte() != 0x29
      {
        scanner.place += scanner.byte() == 0x5C && QueryText.canEscape(scanner.byte(1)) ? 2 : 1
      }
      words.append(
        QueryText.unescaped(scanner.bytes[start..<min(scanner.place, scanner.bytes.count)]))
      scanner.skipBlanks()
    }
    guard words.count > 1 else { return nil }
    var gaps = QueryExpression.defaultGaps
    var isOrdered = false
    if skip(0x2C) {
      let end = scanner.numberEnd(from: scanner.place, allowsPoint: false)
      guard end > scanner.place else { return nil }
      let offset = scanner.place
      scanner.place = end
      gaps = slop(scanner.text(offset..<end), at: offset)
      scanner.skipBlanks()
      if skip(0x2C) {
        guard scanner.startsWith(Self.orderedWord, at: scanner.place) else { return nil }
        scanner.place += Self.orderedWord.count
        isOrdered = true
        scanner.skipBlanks()
      }
    }
    guard skip(0x29) else { return nil }
    return (words, gaps, isOrdered)
  }

  /// Skips a byte, and blanks behind a comma.
  private mutating func skip(_ byte: UInt8) -> Bool {
    guard scanner.byte() == byte, !scanner.isAtEnd else { return false }
    scanner.place += 1
    if byte == 0x2C { scanner.skipBlanks() }
    return true
  }

  // MARK: Regular expressions

  /// Reads `/…/`; `nil`, and reads nothing, where no slash ends it before the end of the word.
  mutating func readRegex() -> QueryExpression? {
    let start = scanner.place
    var end = start + 1
    while end < scanner.bytes.count, scanner.bytes[end] != 0x2F {
      if scanner.blankLength(at: end) > 0 { return nil }
      end += scanner.bytes[end] == 0x5C ? 2 : 1
    }
    let after = end + 1
    guard end > start + 1, end < scanner.bytes.count,
      scanner.isBoundary(at: after) || isClosing(at: after) || scanner.bytes[after] == 0x5E
    else { return nil }
    let text = scanner.text(start + 1..<end)
    do { _ = try RegexParser.parse(text) } catch {
      note("this is no regular expression: \(error.message)", at: start + 1 + error.offset)
      return nil
    }
    scanner.place = after
    return expression(.regex(text), boost: readBoost(), at: start..<after)
  }
}
