import QuernModel

/// A text of one line whose parts have styles, all of it safe to show.
struct StyledText: Hashable {
  struct Run: Hashable {
    var text: String
    var style: TextStyle
  }

  /// Neighbours differ in style.
  private(set) var runs: [Run] = []

  init(_ text: String = "", style: TextStyle = .plain) {
    append(DisplayText.line(text), style)
  }

  /// The text of a snippet with its matches emphasised and what was left out marked by `…`.
  ///
  /// Ranges that do not fit the text emphasise what they cover of it.
  init(_ snippet: Hit.Snippet) {
    if snippet.isCutBefore { append("… ", .plain) }
    var pieces = MatchedScalars(snippet)
    var blank: TextStyle?
    var isEmpty = true
    while let (scalar, style) = pieces.next() {
      if DisplayText.isBlank(scalar) {
        blank = blank ?? style
        continue
      }
      if let blank, !isEmpty { append(" ", blank) }
      blank = nil
      isEmpty = false
      append(String(DisplayText.visible(scalar)), style)
    }
    if snippet.isCutAfter { append(" …", .plain) }
  }

  /// Adds text that is safe to show.
  mutating func append(_ text: String, _ style: TextStyle) {
    guard !text.isEmpty else { return }
    if let last = runs.indices.last, runs[last].style == style {
      runs[last].text += text
    } else {
      runs.append(Run(text: text, style: style))
    }
  }

  /// The text for a terminal.
  func rendered(isColored: Bool) -> String {
    guard isColored else { return runs.map(\.text).joined() }
    return runs.map { run in
      run.style == .plain ? run.text : run.style.ansi + run.text + TextStyle.reset
    }.joined()
  }
}

/// The scalars of a snippet, each with whether it belongs to a match.
private struct MatchedScalars {
  private let matches: [Range<Int>]
  private var scalars: String.UnicodeScalarView.Iterator
  private var offset = 0
  private var match = 0

  init(_ snippet: Hit.Snippet) {
    matches = snippet.matches
    scalars = snippet.text.unicodeScalars.makeIterator()
  }

  mutating func next() -> (Unicode.Scalar, TextStyle)? {
    guard let scalar = scalars.next() else { return nil }
    while match < matches.count, matches[match].upperBound <= offset { match += 1 }
    let isMatch = match < matches.count && matches[match].lowerBound <= offset
    offset += UTF8.width(scalar)
    return (scalar, isMatch ? .match : .plain)
  }
}
