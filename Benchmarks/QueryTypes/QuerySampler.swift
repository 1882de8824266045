import QuernModel
import QuernTestSupport

/// Draws queries of each type from texts that were cut at blanks, the same each time.
///
/// The types are those of `Benchmarks/Counts`.
struct QuerySampler {
  private var random: SeededGenerator
  private let texts: [[String]]

  /// - Parameter texts: of 21 words or more.
  init(_ texts: [[String]], seed: UInt64) {
    self.texts = texts
    random = SeededGenerator(seed: seed)
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func chance(_ share: Double) -> Bool {
    Double.random(in: 0..<1, using: &random) < share
  }

  private mutating func pick(_ choices: [String]) -> String {
    choices[number(0...choices.count - 1)]
  }

  private mutating func words() -> [String] { texts[number(0...texts.count - 1)] }

  mutating func word(_ least: Int = 1) -> String {
    while true {
      let word = pick(words())
      let isOperator = ["AND", "OR", "NOT", "TO"].contains(word)
      if word.utf8.count >= least, !isOperator, word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    }
  }

  mutating func anyOfTwo() -> String { "\(word()) \(word())" }

  mutating func allOfTwo() -> String { "+\(word()) +\(word())" }

  mutating func phrase() -> String { phrase(number(2...4)) }

  private mutating func phrase(_ count: Int) -> String {
    let words = words()
    let start = number(0...words.count - count - 1)
    return "\"\(words[start..<start + count].joined(separator: " "))\""
  }

  mutating func boolean() -> String { boolean(depth: 0) }

  private mutating func boolean(depth: Int) -> String {
    let form = number(0...3)
    let parts = (0..<number(2...4)).map { _ in part(depth) }
    switch form {
    case 0: return parts.joined(separator: " AND ")
    case 1: return parts.joined(separator: " OR ")
    default:
      let rest = parts.dropFirst().map { pick(["", "", "+", "+", "-"]) + $0 }
      return ([pick(["", "+"]) + parts[0]] + rest).joined(separator: " ")
    }
  }

  private mutating func part(_ depth: Int) -> String {
    if depth < 3, chance(0.3) { return "(\(boolean(depth: depth + 1)))" }
    return chance(0.2) ? phrase(2) : word()
  }

  private mutating func neighbours(_ count: Int) -> [String] {
    let words = words()
    let start = number(0...words.count - 9)
    var chosen: [String] = []
    for word in words[start..<start + 8].shuffled(using: &random) where chosen.count < count {
      if !chosen.contains(word) { chosen.append(word) }
    }
    return chosen
  }

  mutating func slop() -> String {
    "\"\(neighbours(number(2...3)).joined(separator: " "))\"~\(number(1...9))"
  }

  mutating func near() -> String {
    "NEAR(\(neighbours(number(2...3)).joined(separator: " ")), \(number(1...9)))"
  }

  mutating func prefix() -> String {
    let word = word(2)
    return word.prefix(number(1...word.count)) + "*"
  }

  mutating func wildcard() -> String {
    var letters = Array(word(4))
    for _ in 0..<number(1...2) {
      letters[number(0...letters.count - 2)] = chance(0.5) ? "?" : "*"
    }
    if chance(0.3) { letters[0] = "*" }
    return String(letters)
  }

  mutating func fuzzy() -> String { "\(word(3))~\(number(1...2))" }

  mutating func regex() -> String {
    let letters = Array(word(4))
    let cut = number(1...letters.count - 2)
    let letter = String(letters[cut])
    let middle = pick([
      ".", ".*", "[\(letter)-z]", "[^\(letter)]", "(\(letter)|\(letter)\(letter))?", "[a-m]+",
      "\(letter){1,2}", ".{0,3}",
    ])
    let tail = chance(0.7) ? String(letters[(cut + 1)...]) : ""
    return "/\(String(letters[..<cut]))\(middle)\(tail)/"
  }

  mutating func range() -> String {
    let ends = [word(), word()].sorted()
    let low = chance(0.15) ? "*" : ends[0]
    let high = low != "*" && chance(0.15) ? "*" : ends[1]
    return pick(["[", "{"]) + "\(low) TO \(high)" + pick(["]", "}"])
  }
}
