package import QuernModel

/// A stored document, shown to a person.
package enum DocumentLayout {
  /// Key, path and every field but the text as `name: value` lines, then the text.
  ///
  /// - Parameter marks: what of each field's values is emphasised, if anything.
  package static func text(
    _ document: Document, marks: [(field: FieldName, marks: [[Range<Int>]])],
    isColored: Bool
  ) -> String {
    guard isColored else { return text(document) }
    let marks = Dictionary(marks.map { ($0.field, $0.marks) }) { first, _ in first }
    var lines = ["key: \(DisplayText.line(document.key.rawValue))"]
    if let path = document.source?.path, path != document.key.rawValue {
      lines.append("path: \(DisplayText.line(path))")
    }
    for field in document.fields where field.name != .text {
      let name = DisplayText.line(field.name.rawValue)
      for (value, ranges) in zip(field.values, marks[field.name] ?? []) {
        let styled = StyledText(Hit.Snippet(text: value, matches: ranges))
        lines.append("\(name): \(styled.rendered(isColored: true))")
      }
    }
    for (value, ranges) in zip(document.values(of: .text), marks[.text] ?? []) {
      lines.append("")
      lines.append(emphasised(value, ranges))
    }
    let text = lines.joined(separator: "\n")
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  /// A text of several lines with its marks emphasised.
  private static func emphasised(_ text: String, _ marks: [Range<Int>]) -> String {
    let bytes = Array(text.utf8)
    func piece(_ range: Range<Int>) -> String {
      DisplayText.lines(String(decoding: bytes[range], as: UTF8.self))
    }
    var result = ""
    var place = 0
    for mark in marks where mark.lowerBound >= place && mark.upperBound <= bytes.count {
      result += piece(place..<mark.lowerBound)
      result += TextStyle.match.ansi + piece(mark) + TextStyle.reset
      place = mark.upperBound
    }
    return result + piece(place..<bytes.count)
  }

  /// Key, path and every field but the text as `name: value` lines, then the text.
  package static func text(_ document: Document) -> String {
    var lines = ["key: \(DisplayText.line(document.key.rawValue))"]
    if let path = document.source?.path, path != document.key.rawValue {
      lines.append("path: \(DisplayText.line(path))")
    }
    for field in document.fields where field.name != .text {
      let name = DisplayText.line(field.name.rawValue)
      lines += field.values.map { "\(name): \(DisplayText.line($0))" }
    }
    for value in document.values(of: .text) {
      lines.append("")
      lines.append(DisplayText.lines(value))
    }
    let text = lines.joined(separator: "\n")
    return text.hasSuffix("\n") ? text : text + "\n"
  }
}
