import QuernTestSupport

/// Conditions as texts of the query language, and as plain functions.
extension ValueCorpus {
  typealias Condition = (text: String, isMet: (Article) -> Bool)

  mutating func condition() -> Condition {
    let condition: Condition =
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: dateCondition()
      case 2: numberCondition()
      case 3: sourceCondition()
      case 4:
        Bool.random(using: &random)
          ? ("open:true", { $0.flags.contains(true) })
          : ("open:=false", { $0.flags.contains(false) })
      default: existsCondition()
      }
    guard Int.random(in: 0..<4, using: &random) == 0 else { return condition }
    let text = condition.text.hasPrefix("+") ? String(condition.text.dropFirst()) : condition.text
    return ("-" + text, { !condition.isMet($0) })
  }

  private mutating func dateCondition() -> Condition {
    let (value, text) = date()
    let end = Self.end(of: text)
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return ("date:\(text)", { $0.dates.contains { $0 >= value && $0 < end } })
    case 1: return ("date:=\(text)", { $0.dates.contains { $0 >= value && $0 < end } })
    case 2: return ("date:>=\(text)", { $0.dates.contains { $0 >= value } })
    case 3: return ("date:>\(text)", { $0.dates.contains { $0 >= end } })
    case 4: return ("date:<\(text)", { $0.dates.contains { $0 < value } })
    case 5: return ("date:<=\(text)", { $0.dates.contains { $0 < end } })
    default:
      let (_, other) = date()
      let otherEnd = Self.end(of: other)
      return (
        "date:\(text)..\(other)", { $0.dates.contains { $0 >= value && $0 < otherEnd } }
      )
    }
  }

  private mutating func numberCondition() -> Condition {
    let number = Double(Int.random(in: -22..<62, using: &random)) / 2
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return ("words:\(number)", { $0.numbers.contains(number) })
    case 1: return ("words:>\(number)", { $0.numbers.contains { $0 > number } })
    case 2: return ("words:<=\(number)", { $0.numbers.contains { $0 <= number } })
    case 3: return ("words:<\(number)", { $0.numbers.contains { $0 < number } })
    default:
      let upper = number + 4
      return (
        "words:\(number)..\(upper)", { $0.numbers.contains { $0 >= number && $0 <= upper } }
      )
    }
  }

  private mutating func sourceCondition() -> Condition {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: ("source:=AFP", { $0.sources.contains("AFP") })
    case 1: ("source:=New\\ York\\ Times", { $0.sources.contains("New York Times") })
    case 2: ("source:A..R", { $0.sources.contains { $0 >= "A" && $0 <= "R" } })
    default: ("source:>a", { $0.sources.contains { $0.utf8.first ?? 0 >= 0x61 && $0 != "a" } })
    }
  }

  private mutating func existsCondition() -> Condition {
    // Words of the field; a question mark is none.
    Bool.random(using: &random)
      ? ("+source:*", { $0.sources.contains { $0 != "?" } }) : ("+date:*", { !$0.dates.isEmpty })
  }

  /// A query of words that finds something; of any form.
  mutating func wordQuery() -> String {
    func word() -> String { "w\(Int.random(in: 0..<20, using: &random))" }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return word()
    case 1: return "+\(word()) +\(word())"
    case 2: return "+\(word()) \(word())"
    case 3: return "\(word()) \(word()) -\(word())"
    case 4: return "\"\(word()) \(word())\" \(word())"
    case 5: return "(\(word()) AND \(word())) OR NEAR(\(word()) \(word()), 3)"
    case 6: return "w1*"
    default: return "\(word()) \(word()) \(word())"
    }
  }
}
