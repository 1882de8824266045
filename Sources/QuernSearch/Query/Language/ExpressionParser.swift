import QuernModel

/// Reads a query text as a tree; every text has one, but for fields that do not exist, dates that are
/// none, and limits.
///
/// What has no meaning is passed over or taken for words, and noted: a strict reader refuses it.
/// `AND` binds more tightly than a blank or `OR`.
struct ExpressionParser {
  var scanner: QueryScanner
  let fields: Set<FieldName>
  let typeOf: QueryBuilder.Types

  /// What was passed over.
  var issues: [QueryIssue] = []

  /// How many parentheses are open.
  var depth = 0

  init(
    _ text: String, fields: Set<FieldName>, typeOf: @escaping QueryBuilder.Types = { _ in nil }
  ) {
    scanner = QueryScanner(text)
    self.fields = fields
    self.typeOf = typeOf
  }

  /// Reads the whole text.
  mutating func parse() throws(QueryError) -> QueryExpression {
    let group = try parseGroup()
    guard let part = group.parts.first, group.parts.count == 1, part.occurrence == .should else {
      return QueryExpression(.group(group))
    }
    return part.expression
  }

  mutating func note(_ message: String, at offset: Int) {
    issues.append(QueryIssue(message: message, offset: offset))
  }

  // MARK: Lists

  /// Reads up to the end, or to the `)` of this group.
  mutating func parseGroup() throws(QueryError) -> QueryGroup {
    var operands: [QueryOperand] = []
    var connector = QueryOperand.Connector.blank
    var isNegated = false
    while true {
      scanner.skipBlanks()
      if scanner.isAtEnd { break }
      if scanner.byte() == 0x29 {
        if depth > 0 { break }
        note("this ) closes nothing", at: scanner.place)
        scanner.place += 1
        continue
      }
      if let found = readOperator(hasLeft: !operands.isEmpty && connector == .blank && !isNegated) {
        switch found {
        case .and: connector = .and
        case .or: connector = .or
        case .not: isNegated.toggle()
        case .nothing: break
        }
        continue
      }
      let start = scanner.place
      guard var operand = try parseOperand() else {
        if scanner.place == start { scanner.place += 1 }
        continue
      }
      operand.connector = connector
      operand.isNegated = isNegated
      (connector, isNegated) = (.blank, false)
      operands.append(operand)
    }
    return QueryGroup(QueryOperand.combine(operands))
  }

  // MARK: Operators

  private enum Operator {
    case and, or, not

    /// Signs without a meaning, which were passed over.
    case nothing
  }

  private static let and = Array("AND".utf8)
  private static let or = Array("OR".utf8)
  private static let not = Array("NOT".utf8)
  private static let ampersands = Array("&&".utf8)
  private static let bars = Array("||".utf8)

  /// Reads an operator that stands where it can; others are words.
  private mutating func readOperator(hasLeft: Bool) -> Operator? {
    guard let (found, length) = operatorAhead(at: scanner.place) else { return nil }
    let start = scanner.place
    let isWord = scanner.byte() & 0x40 != 0 && scanner.byte() != 0x7C
    if hasOperand(after: start + length), found == .not || hasLeft {
      scanner.place += length
      return found
    }
    let name = scanner.text(start..<start + length)
    note("\(name) has nothing to join", at: start)
    if isWord { return nil }
    scanner.place += length
    return .nothing
  }

  private func operatorAhead(at place: Int) -> (Operator, length: Int)? {
    let found: (Operator, length: Int)
    switch scanner.bytes[place] {
    case 0x41 where scanner.startsWith(Self.and, at: place): found = (.and, 3)
    case 0x4F where scanner.startsWith(Self.or, at: place): found = (.or, 2)
    case 0x4E where scanner.startsWith(Self.not, at: place): found = (.not, 3)
    case 0x26 where scanner.startsWith(Self.ampersands, at: place): found = (.and, 2)
    case 0x7C where scanner.startsWith(Self.bars, at: place): found = (.or, 2)
    default: return nil
    }
    let end = place + found.length
    guard scanner.isBoundary(at: end) || scanner.bytes[end] == 0x28 || isClosing(at: end) else {
      return nil
    }
    return found
  }

  /// Whether something that can be looked for follows, after `NOT` if need be.
  private func hasOperand(after place: Int) -> Bool {
    var ahead = scanner
    ahead.place = place
    while true {
      ahead.skipBlanks()
      guard !ahead.isAtEnd, !isClosing(at: ahead.place) else { return false }
      guard let (found, length) = operatorAhead(at: ahead.place) else { return true }
      guard found == .not else { return false }
      ahead.place += length
    }
  }

  func isClosing(at place: Int) -> Bool {
    depth > 0 && place < scanner.bytes.count && scanner.bytes[place] == 0x29
  }

  // MARK: Operands

  /// Reads a sign, a field and what is looked for; `nil` for nothing.
  private mutating func parseOperand() throws(QueryError) -> QueryOperand? {
    let sign = readSign()
    let field = try readField()
    guard var expression = try parsePrimary(in: field) else { return nil }
    if let field {
      expression = expression.placed(in: field)
      try expression.compareValue(as: typeOf)
    }
    return QueryOperand(occurrence: sign ?? .should, hasSign: sign != nil, expression: expression)
  }

  /// A sign counts only if something follows it.
  private mutating func readSign() -> QueryGroup.Occurrence? {
    let sign = scanner.byte()
    guard sign == 0x2B || sign == 0x2D else { return nil }
    let next = scanner.place + 1
    guard !scanner.isBoundary(at: next), !isClosing(at: next) else {
      note("a sign with nothing behind it", at: scanner.place)
      return nil
    }
    scanner.place = next
    return sign == 0x2B ? .must : .mustNot
  }

  private mutating func parsePrimary(
    in field: FieldName?
  ) throws(QueryError) -> QueryExpression? {
    let start = scanner.place
    switch scanner.byte() {
    case 0x28: return try parseParentheses()
    case 0x2F: if let regex = readRegex() { return regex }
    case 0x5B, 0x7B: if let range = readTermRange() { return range }
    case 0x4E: if let near = readNear() { return near }
    case 0x3C, 0x3D, 0x3E:
      if field != nil, let range = try readComparison() { return range }
    default:
      if let quote = quote(at: start) { return readPhrase(quote) }
    }
    return try readWord(in: field)
  }

  /// A quotation mark at a place, if there is one.
  func quote(at place: Int) -> QuoteMark? {
    switch scanner.bytes[place] {
    case 0x22, 0xC2, 0xE2: QuoteMark(scanner.bytes, at: place)
    default: nil
    }
  }

  private mutating func parseParentheses() throws(QueryError) -> QueryExpression? {
    let start = scanner.place
    guard depth < QueryExpression.maximumDepth else { throw .tooDeep(offset: start) }
    scanner.place += 1
    depth += 1
    var group = try parseGroup()
    depth -= 1
    if scanner.byte() == 0x29 {
      scanner.place += 1
    } else {
      note("this ( is not closed", at: start)
    }
    if scanner.byte() == 0x40 { group.atLeast = readAtLeast(optionalCount: group.optionalCount) }
    let boost = readBoost()
    guard !group.parts.isEmpty else {
      note("parentheses around nothing", at: start)
      return nil
    }
    var expression = QueryExpression(.group(group), boost: boost)
    expression.place.range = start..<scanner.place
    return expression.simplified
  }

  /// Reads `@2`.
  private mutating func readAtLeast(optionalCount: Int) -> Int? {
    let start = scanner.place
    let end = scanner.numberEnd(from: start + 1, allowsPoint: false)
    guard end > start + 1, let count = Int(scanner.text(start + 1..<end)) else { return nil }
    scanner.place = end
    guard (1...max(optionalCount, 1)).contains(count) else {
      note("@\(count) of \(optionalCount) parts without a sign", at: start)
      return optionalCount > 1 ? min(max(count, 1), optionalCount) : nil
    }
    return count > 1 || optionalCount > 1 ? count : nil
  }
}
