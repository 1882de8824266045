/// How much may still be spent on finding a query's words in the texts of one document.
///
/// The words of honest queries are far below it. A query of a thousand patterns, or phrases of one
/// word in a text of that word, are not: what is not looked for any more is not marked.
package struct MatchBudget: Sendable {
  /// 8 million, nearly as many byte comparisons: a tenth of a second.
  private static let maximum = 8_000_000

  private var rest = Self.maximum

  package init() {}

  var isSpent: Bool { rest <= 0 }

  /// Notes what something has cost.
  mutating func spend(_ cost: Int) { rest -= cost }

  /// Pays for something beforehand.
  ///
  /// - Returns: whether there was enough; nothing is taken where there was not.
  mutating func pay(_ cost: Int) -> Bool {
    guard cost <= rest else { return false }
    rest -= cost
    return true
  }
}
