import QuernModel

extension ExpressionParser {
  /// Reads up to white space, to the `)` of the group, or to a quote that can only be an opening one.
  mutating func readWord(in field: FieldName?) throws(QueryError) -> QueryExpression? {
    let start = scanner.place
    let isPlain = skipWord()
    let whole = start..<scanner.place
    if isPlain { return expression(.text(scanner.text(whole)), at: whole) }
    var end = whole.upperBound
    let boost = cutBoost(start, &end)
    if field != nil, let range = try valueRange(start..<end) {
      return expression(.values(range), boost: boost, at: whole)
    }
    let fuzzy = cutFuzziness(start, &end)
    let core = scanner.bytes[start..<end]
    if core.elementsEqual([0x2A]), fuzzy == nil {
      return expression(.all, boost: boost, at: whole)
    }
    if Self.isWildcard(core) {
      if fuzzy != nil { note("a word with * or ? cannot be fuzzy too", at: end) }
      return expression(.wildcard(QueryText.closedWildcard(core)), boost: boost, at: whole)
    }
    let text = QueryText.unescaped(core)
    return expression(
      fuzzy.map { .fuzzy(text, edits: $0) } ?? .text(text), boost: boost, at: start..<end)
  }

  func expression(
    _ kind: QueryExpression.Kind, boost: Float = 1, at range: Range<Int>
  ) -> QueryExpression {
    var expression = QueryExpression(kind, boost: boost)
    expression.place.range = range
    return expression
  }

  /// Moves to the end of a word; true if no byte of it may have a meaning.
  private mutating func skipWord() -> Bool {
    var isPlain = true
    var open = 0
    let start = scanner.place
    while !scanner.isAtEnd {
      let byte = scanner.bytes[scanner.place]
      if byte >= 0x80 {
        if scanner.blankLength(at: scanner.place) > 0 { break }
        if scanner.place > start, let quote = quote(at: scanner.place), quote.onlyOpens { break }
      } else {
        let sign = QueryText.signs[Int(byte)]
        if sign.contains(.blank) { break }
        if sign.contains(.anywhere) || byte == 0x2E { isPlain = false }
        switch byte {
        case 0x28: open += 1
        case 0x29:
          if open == 0, depth > 0 { return isPlain }
          if open == 0 { note("this ) closes nothing", at: scanner.place) }
          open = max(0, open - 1)
        case 0x5C where QueryText.escapes(scanner.bytes[scanner.place...], at: scanner.place):
          scanner.place += 1
          if let quote = quote(at: scanner.place) { scanner.place += quote.byteCount - 1 }
        default: break
        }
      }
      scanner.place += 1
    }
    return isPlain
  }

  // MARK: What stands behind a word

  /// Takes `^2` off the end of a word.
  private mutating func cutBoost(_ start: Int, _ end: inout Int) -> Float {
    guard let sign = suffixSign(0x5E, start, end), sign + 1 < end,
      scanner.numberEnd(from: sign + 1, allowsPoint: true) == end
    else { return 1 }
    let text = scanner.text(sign + 1..<end)
    end = sign
    return boost(text, at: sign)
  }

  /// Takes `~`, `~1` or `~2` off the end of a word; `nil` where there is none.
  private mutating func cutFuzziness(_ start: Int, _ end: inout Int) -> Int? {
    guard let sign = suffixSign(0x7E, start, end),
      sign + 1 == end || scanner.numberEnd(from: sign + 1, allowsPoint: true) == end
    else { return nil }
    let text = scanner.text(sign + 1..<end)
    end = sign
    switch text {
    case "", "2": return 2
    case "1": return 1
    case "0": return nil
    default:
      note("~\(text) edits: a fuzzy word has 1 or 2", at: sign)
      return 2
    }
  }

  /// Where a sign stands near the end of a word, with digits behind it, and a word before.
  private func suffixSign(_ sign: UInt8, _ start: Int, _ end: Int) -> Int? {
    var place = end - 1
    while place > start, scanner.bytes[place] &- 0x30 < 10 || scanner.bytes[place] == 0x2E {
      place -= 1
    }
    guard place > start, scanner.bytes[place] == sign, scanner.bytes[place - 1] != 0x5C else {
      return nil
    }
    return place
  }

  /// Reads `^2` behind a quote or a parenthesis.
  mutating func readBoost() -> Float {
    guard scanner.byte() == 0x5E else { return 1 }
    let start = scanner.place
    let end = scanner.numberEnd(from: start + 1, allowsPoint: true)
    guard end > start + 1 else { return 1 }
    scanner.place = end
    return boost(scanner.text(start + 1..<end), at: start)
  }

  private mutating func boost(_ text: String, at offset: Int) -> Float {
    let boost = Float(text) ?? .infinity
    if boost <= QueryExpression.maximumBoost { return boost }
    note("^\(text): a boost is at most \(Int(QueryExpression.maximumBoost))", at: offset)
    return QueryExpression.maximumBoost
  }

  // MARK: Wildcards

  /// Whether a word has a `*`, or a `?` before a letter or digit, and more than those; an address has
  /// none.
  private static func isWildcard(_ core: ArraySlice<UInt8>) -> Bool {
    var hasSign = false
    var hasQuestion = false
    var hasText = false
    var index = core.startIndex
    while index < core.endIndex {
      let byte = core[index]
      if byte == 0x5C, QueryText.escapes(core, at: index) {
        index += 2
        continue
      }
      switch byte {
      case 0x2A: hasSign = true
      case 0x3F: hasQuestion = true
      case _ where byte >= 0x80 || isLetterOrDigit(byte):
        hasText = true
        hasSign = hasSign || hasQuestion
      default:
        if QueryText.sign(byte).contains(.address) { return false }
      }
      index += 1
    }
    return hasSign && hasText
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }
}
