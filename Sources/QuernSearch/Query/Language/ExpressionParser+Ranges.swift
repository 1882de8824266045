import QuernModel

extension ExpressionParser {
  // MARK: Values

  /// Reads `>=a`, `>a`, `<=a`, `<a` or `=a` behind a field; `nil`, and reads nothing, without a bound.
  mutating func readComparison() throws(QueryError) -> QueryExpression? {
    let start = scanner.place
    let sign = scanner.byte()
    let isInclusive = sign == 0x3D || scanner.byte(1) == 0x3D
    let length = sign != 0x3D && isInclusive ? 2 : 1
    var end = start + length
    while end < scanner.bytes.count, scanner.blankLength(at: end) == 0, !isClosing(at: end),
      scanner.bytes[end] != 0x5E
    {
      end += scanner.bytes[end] == 0x5C && QueryText.escapes(scanner.bytes[end...], at: end) ? 2 : 1
    }
    end = min(end, scanner.bytes.count)
    guard end > start + length else { return nil }
    let bound = try bound(start + length..<end)
    scanner.place = end
    let isLower = sign == 0x3E || sign == 0x3D
    let isUpper = sign == 0x3C || sign == 0x3D
    let range = ValueRange(
      isLower ? bound : nil, isUpper ? bound : nil, includesLower: isInclusive || !isLower,
      includesUpper: isInclusive || !isUpper)
    return expression(.values(range), boost: readBoost(), at: start..<end)
  }

  /// Reads `a..b`, `a..` or `..b`; `nil` for a word that is no range.
  mutating func valueRange(_ range: Range<Int>) throws(QueryError) -> ValueRange? {
    let bytes = scanner.bytes
    guard
      let dots = range.dropLast().first(where: {
        bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E
          && ($0 == range.lowerBound || bytes[$0 - 1] != 0x5C)
      })
    else { return nil }
    let lower = range.lowerBound..<dots
    let upper = dots + 2..<range.upperBound
    // Three dots are no range.
    guard lower.count + upper.count > 0, upper.isEmpty || bytes[dots + 2] != 0x2E else {
      return nil
    }
    let ends = (try openBound(lower), try openBound(upper))
    guard ends.0 != nil || ends.1 != nil else { return nil }
    return ValueRange(ends.0, ends.1)
  }

  /// The bound at a place; `nil` where there is none, or `*`.
  private func openBound(_ range: Range<Int>) throws(QueryError) -> ValueBound? {
    if range.isEmpty || scanner.bytes[range].elementsEqual([0x2A]) { return nil }
    return try bound(range)
  }

  private func bound(_ range: Range<Int>) throws(QueryError) -> ValueBound {
    let text = QueryText.unescaped(scanner.bytes[range])
    guard let bound = ValueBound(text) else {
      throw .noSuchDate(text: text, offset: range.lowerBound)
    }
    return bound
  }

  // MARK: Terms

  /// Reads `[a TO b]`, with `{` and `}` where an end is left out; `nil`, and reads nothing, for
  /// anything else.
  mutating func readTermRange() -> QueryExpression? {
    let start = scanner.place
    let includesLower = scanner.byte() == 0x5B
    scanner.place += 1
    scanner.skipBlanks()
    let lower = readEnd()
    scanner.skipBlanks()
    let hasTo = scanner.startsWith([0x54, 0x4F], at: scanner.place)
    if hasTo { scanner.place += 2 }
    let hasBlank = scanner.blankLength(at: scanner.place) > 0
    scanner.skipBlanks()
    let upper = readEnd()
    scanner.skipBlanks()
    let closing = scanner.byte()
    guard let lower, let upper, hasTo, hasBlank, closing == 0x5D || closing == 0x7D else {
      scanner.place = start
      note("a range of words is written [one TO two]", at: start)
      return nil
    }
    scanner.place += 1
    let range = TermRange(
      lower == "*" ? nil : lower, upper == "*" ? nil : upper, includesLower: includesLower,
      includesUpper: closing == 0x5D)
    return expression(.terms(range), boost: readBoost(), at: start..<scanner.place)
  }

  private mutating func readEnd() -> String? {
    let start = scanner.place
    while !scanner.isAtEnd, scanner.blankLength(at: scanner.place) == 0, scanner.byte() != 0x5D,
      scanner.byte() != 0x7D
    {
      scanner.place += scanner.byte() == 0x5C && QueryText.canEscape(scanner.byte(1)) ? 2 : 1
    }
    let end = min(scanner.place, scanner.bytes.count)
    scanner.place = end
    return end > start ? QueryText.unescaped(scanner.bytes[start..<end]) : nil
  }
}
