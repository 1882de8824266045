import QuernModel
import QuernTestSupport

/// Documents with values of every kind, some of them several, missing or of another kind.
struct RandomValues {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func document(_ key: String) -> Document {
    var fields: [Document.Field] = [.init(.text, ["some words \(key)"])]
    for (name, kind) in [
      ("date", 0), ("words", 1), ("source", 2), ("open", 3), ("mixed", 4), ("body", 5), ("rare", 6),
    ] {
      let count = [0, 1, 1, 1, 1, 3].randomElement(using: &random) ?? 1
      if kind == 6, Int.random(in: 0..<50, using: &random) > 0 { continue }
      guard count > 0 else { continue }
      fields.append(.init(FieldName(name), (0..<count).map { _ in value(kind) }))
    }
    return Document(key: DocumentKey(key), fields: fields.shuffled(using: &random))
  }

  mutating func value(_ kind: Int) -> String {
    // One in 100 is of another kind, so that types hold, mostly, and values do not fit.
    if Int.random(in: 0..<100, using: &random) == 0 {
      return ["n/a", "", " ", "2025", "7", "true", String(repeating: "x", count: 70)]
        .randomElement(using: &random) ?? ""
    }
    let number = Int.random(in: 0..<300, using: &random)
    switch kind {
    case 0:
      let month = number % 12 + 1
      let text = "\(2000 + number / 12)-\(month < 10 ? "0" : "")\(month)"
      return number % 7 == 0 ? text : text + (number % 3 == 0 ? "-15" : "-20T10:30:00Z")
    case 1: return number % 11 == 0 ? "-\(number).5" : "\(number)"
    case 2: return ["Reuters", "AFP", "dpa", "Süddeutsche Zeitung", "a", "b", "c"][number % 7]
    case 3: return number % 2 == 0 ? "true" : "False"
    case 4: return number % 2 == 0 ? "\(number)" : "w\(number)"
    case 5: return String(repeating: "word ", count: 20)
    default: return "\(number)"
    }
  }
}
