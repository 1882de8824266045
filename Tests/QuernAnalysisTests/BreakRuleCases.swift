import Foundation

/// The word cases of ICU's `rbbitst.txt` and the cases of Unicode's `WordBreakTest.txt`.
struct BreakRuleCases {
  /// A text, and the segments into which it falls with whether each is a word.
  struct Case: Sendable {
    var line: Int
    var text = ""
    var segments: [(range: Range<Int>, isWord: Bool)] = []

    var words: [Range<Int>] { segments.filter(\.isWord).map(\.range) }

    fileprivate mutating func end(isWord: Bool) {
      let start = segments.last?.range.upperBound ?? 0
      guard start < text.utf8.count else { return }
      segments.append((start..<text.utf8.count, isWord))
    }
  }

  /// The cases under `<word>` for locales that have the rules of the root.
  static func ofICU(_ file: URL) throws -> [Case] {
    let text = try String(contentsOf: file, encoding: .utf8)
    var cases: [Case] = []
    var isWord = false
    var isRoot = true
    var open: (line: Int, data: String)?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if let (first, data) = open {
        open = (first, data + "\n" + line)
      } else if line.hasPrefix("<locale") {
        let name = line.dropFirst(8).prefix { $0 != ">" }
        isRoot = ["root", "en", "en_US", "th", "ja"].contains(name)
      } else if ["<sent>", "<line>", "<char>", "<title>", "<rules>"].contains(where: line.hasPrefix)
      {
        isWord = false
      } else if line.hasPrefix("<word>") {
        isWord = true
      } else if line.hasPrefix("<data>") {
        open = (number + 1, String(line.dropFirst(6)))
      }
      if let (first, data) = open, let end = data.range(of: "</data>") {
        if isWord && isRoot { cases.append(parse(data[..<end.lowerBound], line: first)) }
        open = nil
      }
    }
    return cases
  }

  /// The cases of plain UAX #29: a segment is a word if it has a letter or a number.
  static func ofUnicode(_ file: URL) throws -> [Case] {
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      number, line in
      guard line.hasPrefix("÷") else { return nil }
      var result = Case(line: number + 1)
      var isWord = false
      for part in line.prefix(while: { $0 != "#" }).split(whereSeparator: \.isWhitespace) {
        if part == "÷" {
          result.end(isWord: isWord)
          isWord = false
        } else if let scalar = UInt32(part, radix: 16).flatMap(Unicode.Scalar.init) {
          result.text.unicodeScalars.append(scalar)
          let properties = scalar.properties
          isWord = isWord || (properties.isAlphabetic || properties.numericType != nil)
        }
      }
      return result
    }
  }

  private static func parse(_ data: Substring, line: Int) -> Case {
    var result = Case(line: line)
    var rest = data.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "•": result.end(isWord: false)
      case "<":
        let status = String(rest.prefix { $0 != ">" })
        rest = rest.dropFirst(status.unicodeScalars.count + 1)
        result.end(isWord: (Int(status) ?? 0) >= 100)
      case "\\": unescape(&rest, &result.text)
      default: result.text.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let names: [String: Unicode.Scalar] = {
    let scalars = (0..<0x3_0000 as Range<UInt32>).compactMap { Unicode.Scalar($0) }
    let named = scalars.compactMap { scalar in scalar.properties.name.map { ($0, scalar) } }
    return Dictionary(named) { first, _ in first }
  }()

  /// ICU's escapes, as far as the file has them.
  private static func unescape(_ rest: inout Substring.UnicodeScalarView, _ text: inout String) {
    guard let kind = rest.popFirst() else { return }
    func append(_ digits: Substring.UnicodeScalarView) {
      let value = UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
      if let value { text.unicodeScalars.append(value) }
    }
    switch kind {
    case "u", "U":
      let count = kind == "u" ? 4 : 8
      append(rest.prefix(count))
      rest = rest.dropFirst(count)
    case "N":
      let name = rest.dropFirst().prefix { $0 != "}" }
      if let scalar = names[String(name)] { text.unicodeScalars.append(scalar) }
      rest = rest.dropFirst(name.count + 2)
    case "r": text.append("\r")
    case "n": text.append("\n")
    case "t": text.append("\t")
    case "\n": break
    default: text.unicodeScalars.append(kind)
    }
  }
}
