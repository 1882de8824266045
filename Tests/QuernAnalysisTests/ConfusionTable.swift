import Foundation

/// How often texts of each language were taken for which.
struct ConfusionTable {
  private static let none = "none"

  private var counts: [String: [String: Int]] = [:]

  mutating func count(_ language: String, takenFor guess: String?) {
    counts[language, default: [:]][guess ?? Self.none, default: 0] += 1
  }

  /// The true languages, in alphabetical order.
  var languages: [String] { counts.keys.sorted() }

  /// The share of all texts whose language was found.
  var accuracy: Double { share(languages) }

  func accuracy(of language: String) -> Double { share([language]) }

  private func share(_ languages: [String]) -> Double {
    let right = languages.reduce(0) { $0 + counts[$1, default: [:]][$1, default: 0] }
    let all = languages.reduce(0) { $0 + counts[$1, default: [:]].values.reduce(0, +) }
    return Double(right) / Double(max(1, all))
  }

  /// A row for each true language, a column for each guess that was made; a point for no text.
  var text: String {
    let guesses = Set(counts.values.flatMap { $0.keys }).sorted()
    var rows = [row("true", guesses, "accuracy")]
    for language in languages {
      let cells = guesses.map { guess in
        counts[language]?[guess].map { String($0) } ?? "·"
      }
      rows.append(row(language, cells, String(format: "%.4f", accuracy(of: language))))
    }
    rows.append("all  " + String(format: "%.4f", accuracy))
    return rows.joined(separator: "\n")
  }

  private func row(_ name: String, _ cells: [String], _ last: String) -> String {
    func padded(_ cell: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - cell.count)) + cell
    }
    return name.padding(toLength: 4, withPad: " ", startingAt: 0)
      + cells.map { padded($0, 6) }.joined() + "  " + last
  }
}
