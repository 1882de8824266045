package import QuernModel

/// A stored document, shown to a person.
package enum DocumentLayout {
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
