package import QuernModel

/// How a search is shown to a person.
package struct TerminalLayout: Sendable, Hashable {
  /// The number of columns.
  package var width: Int

  /// Whether ANSI sequences may be written.
  package var isColored: Bool

  package init(width: Int = 80, isColored: Bool = false) {
    self.width = width
    self.isColored = isColored
  }

  /// A hit in several lines: rank and title; score, date and key; path; snippet; explanation.
  package func hit(_ hit: Hit) -> String {
    let number = "\(hit.rank). "
    let indent = String(repeating: " ", count: number.count)
    var lines = block(StyledText(title(of: hit), style: .title), indent: indent)
    if let first = lines.first { lines[0] = number + first.dropFirst(indent.count) }
    lines += block(facts(of: hit), indent: indent)
    if let path = hit.document.source?.path {
      // Never wrapped, so that it can be copied.
      lines.append(indent + StyledText(path, style: .path).rendered(isColored: isColored))
    }
    if let snippet = hit.snippet { lines += block(StyledText(snippet), indent: indent) }
    var text = lines.map { $0 + "\n" }.joined()
    if let explanation = hit.explanation {
      text += ExplanationTree.text(explanation, indent: indent)
    }
    return text
  }

  /// The last line: how many hits there are, which of them were shown, and how long it took.
  package func summary(
    firstRank: Int, shownCount: Int, total: Int?, nanoseconds: Int
  ) -> String {
    var text: String
    switch total {
    case let total? where shownCount == total: text = Figures.count(total, "hit")
    case let total?:
      text =
        "\(Figures.count(total, "hit")), shown \(Figures.grouped(firstRank))"
        + "–\(Figures.grouped(firstRank + max(shownCount, 1) - 1))"
    case nil: text = "\(Figures.count(shownCount, "hit")) shown"
    }
    text += " in \(Figures.duration(nanoseconds: nanoseconds))"
    return StyledText(text, style: .secondary).rendered(isColored: isColored) + "\n"
  }

  /// The title, or the last part of the key where there is none.
  private func title(of hit: Hit) -> String {
    if let title = hit.document[.title], !DisplayText.line(title).isEmpty { return title }
    let key = hit.document.key.rawValue
    return key.split(separator: "/").last.map { String($0) } ?? key
  }

  private func facts(of hit: Hit) -> StyledText {
    var facts = ["score \(Figures.fixed(Double(hit.score), decimals: 3))"]
    if let date = hit.document[.date] { facts.append(date) }
    if let more = hit.collapsedCount, more > 0 { facts.append("\(Figures.grouped(more)) more") }
    let key = hit.document.key.rawValue
    if key != hit.document.source?.path { facts.append(key) }
    return StyledText(facts.joined(separator: " · "), style: .secondary)
  }

  private func block(_ text: StyledText, indent: String) -> [String] {
    text.wrapped(to: width - indent.count).map { indent + $0.rendered(isColored: isColored) }
  }
}
