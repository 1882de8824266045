/// Reads a regular expression that is to match whole words.
///
/// Characters, `.`, `[a-z]`, `[^a-z]`, `\d \w \s` and their opposites, `( )`, `|`, `* + ?`, `{2}`, `{2,}`,
/// `{2,5}`. A `^` at the beginning and a `$` at the end change nothing. Back references and looking
/// around are no matter of automata.
struct RegexParser {
  /// Why a text is no regular expression.
  struct Failure: Error {
    var message: String

    /// In bytes of the text's UTF-8.
    var offset: Int
  }

  /// The greatest number of repetitions, and of parentheses in each other.
  static let maximumRepetition = 1_000
  static let maximumDepth = 50

  private var scalars: [Unicode.Scalar]
  private var place = 0
  private var depth = 0

  static func parse(_ text: String) throws(Failure) -> RegexNode {
    var parser = RegexParser(scalars: Array(text.unicodeScalars))
    if parser.scalars.first == "^" { parser.place = 1 }
    if parser.scalars.count > 1, parser.scalars.last == "$",
      parser.scalars[parser.scalars.count - 2] != "\\"
    {
      parser.scalars.removeLast()
    }
    let node = try parser.parseChoice()
    if parser.place < parser.scalars.count { throw parser.failure("this ) closes nothing") }
    return node
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

  private func failure(_ message: String) -> Failure {
    Failure(message: message, offset: scalars[..<place].reduce(0) { $0 + $1.utf8.count })
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    place += 1
    return true
  }

  private mutating func parseChoice() throws(Failure) -> RegexNode {
    var choices = [try parseSequence()]
    while take("|") { choices.append(try parseSequence()) }
    return choices.count == 1 ? choices[0] : .choice(choices)
  }

  private mutating func parseSequence() throws(Failure) -> RegexNode {
    var nodes: [RegexNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      var node = try parseAtom()
      while let repeated = try parseRepetition(of: node) { node = repeated }
      nodes.append(node)
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func parseRepetition(of node: RegexNode) throws(Failure) -> RegexNode? {
    if take("*") { return .repeated(node, least: 0, most: nil) }
    if take("+") { return .repeated(node, least: 1, most: nil) }
    if take("?") { return .repeated(node, least: 0, most: 1) }
    guard take("{") else { return nil }
    guard let least = try readNumber() else { throw failure("{ wants a number") }
    var most: Int? = least
    if take(",") { most = try readNumber() }
    guard take("}") else { throw failure("{ is not closed") }
    if let most, most < least { throw failure("{ from more to less") }
    return .repeated(node, least: least, most: most)
  }

  private mutating func readNumber() throws(Failure) -> Int? {
    var number: Int?
    while let digit = current, (0x30...0x39).contains(digit.value) {
      number = (number ?? 0) * 10 + Int(digit.value - 0x30)
      place += 1
      guard (number ?? 0) <= Self.maximumRepetition else {
        throw failure("more than \(Self.maximumRepetition) repetitions")
      }
    }
    return number
  }

  private mutating func parseAtom() throws(Failure) -> RegexNode {
    guard let scalar = current else { throw failure("something is missing") }
    switch scalar {
    case "(":
      place += 1
      depth += 1
      guard depth <= Self.maximumDepth else {
        throw failure("more than \(Self.maximumDepth) parentheses in each other")
      }
      let node = try parseChoice()
      depth -= 1
      guard take(")") else { throw failure("a parenthesis is not closed") }
      return node
    case "[":
      place += 1
      return try parseSet()
    case ".":
      place += 1
      return .anyCharacter
    case "*", "+", "?", "{": throw failure("nothing to repeat")
    case "\\":
      place += 1
      return try parseEscape()
    default:
      place += 1
      return .bytes(Array(String(scalar).utf8))
    }
  }

  private mutating func parseEscape() throws(Failure) -> RegexNode {
    guard let scalar = current else { throw failure("nothing behind \\") }
    place += 1
    if let ranges = Self.classes(scalar) { return .oneOf(ranges) }
    guard !scalar.properties.isAlphabetic, scalar.properties.numericType == nil else {
      throw failure("\\\(scalar) has no meaning")
    }
    return .bytes(Array(String(scalar).utf8))
  }

  private static func classes(_ scalar: Unicode.Scalar) -> [ClosedRange<UInt32>]? {
    switch scalar {
    case "d": digits
    case "D": complement(digits)
    case "w": letters
    case "W": complement(letters)
    case "s": blanks
    case "S": complement(blanks)
    default: nil
    }
  }

  private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
  /// What a word may have: all of Unicode beyond ASCII, too.
  private static let letters: [ClosedRange<UInt32>] = [
    0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A, 0x80...0x10FFFF,
  ]
  private static let blanks: [ClosedRange<UInt32>] = [0x9...0xD, 0x20...0x20]

  // MARK: Sets

  private mutating func parseSet() throws(Failure) -> RegexNode {
    let isNegated = take("^")
    var ranges: [ClosedRange<UInt32>] = []
    var isFirst = true
    while let scalar = current, scalar != "]" || isFirst {
      isFirst = false
      place += 1
      if scalar == "\\", let next = current, let known = Self.classes(next) {
        place += 1
        ranges += known
        continue
      }
      let low = try setMember(scalar)
      guard current == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
        ranges.append(low.value...low.value)
        continue
      }
      place += 1
      let end = scalars[place]
      place += 1
      let high = try setMember(end)
      guard low.value <= high.value else { throw failure("a range from high to low") }
      ranges.append(low.value...high.value)
    }
    guard take("]") else { throw failure("[ is not closed") }
    let merged = Self.merged(ranges + ranges.compactMap(Self.lowerCase))
    return .oneOf(isNegated ? Self.complement(merged) : merged)
  }

  private mutating func setMember(_ scalar: Unicode.Scalar) throws(Failure) -> Unicode.Scalar {
    guard scalar == "\\" else { return scalar }
    guard let escaped = current else { throw failure("nothing behind \\") }
    place += 1
    return escaped
  }

  /// The small letters of the capitals of a range: the words of an index are mostly folded.
  private static func lowerCase(_ range: ClosedRange<UInt32>) -> ClosedRange<UInt32>? {
    let capitals = range.clamped(to: 0x41...0x5A)
    guard range.overlaps(0x41...0x5A) else { return nil }
    return capitals.lowerBound + 0x20...capitals.upperBound + 0x20
  }

  private static func merged(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var merged: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound &+ 1 {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in merged(ranges) {
      if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { rest.append(next...0x10FFFF) }
    return rest
  }
}
