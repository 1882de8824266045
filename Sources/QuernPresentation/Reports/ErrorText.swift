/// An error as the user reads it: what, where, what to do.
package struct ErrorText: Sendable, Hashable {
  /// What went wrong and where.
  package var message: String

  /// What to do about it.
  package var hint: String?

  /// A query and the byte of it that the message is about.
  package var place: Place?

  /// A place in a query.
  package struct Place: Sendable, Hashable {
    package var query: String
    /// In bytes of the query's UTF-8; beyond the end means the end.
    package var offset: Int

    package init(query: String, offset: Int) {
      self.query = query
      self.offset = offset
    }
  }

  package init(_ message: String, hint: String? = nil, place: Place? = nil) {
    self.message = message
    self.hint = hint
    self.place = place
  }

  /// The lines for standard error.
  package var text: String {
    var text = "quern: error: \(trimmed(message))\n"
    if let place { text += caret(place) }
    if let hint { text += "hint: \(trimmed(hint))\n" }
    return text
  }

  private func trimmed(_ text: String) -> String {
    var lines = DisplayText.lines(text)
    while lines.last?.isNewline == true { lines.removeLast() }
    return lines
  }

  /// The query with a caret under the place; of a long query only what is near it.
  private func caret(_ place: Place) -> String {
    let offset = min(max(place.offset, 0), place.query.utf8.count)
    let before = DisplayText.cell(
      String(decoding: place.query.utf8.prefix(offset), as: UTF8.self))
    let after = DisplayText.cell(
      String(decoding: place.query.utf8.dropFirst(offset), as: UTF8.self))
    let head = (before.count > 50 ? "…" : "") + before.suffix(50)
    let tail = after.prefix(20) + (after.count > 20 ? "…" : "")
    let indent = String(repeating: " ", count: DisplayWidth.of(head))
    return "  \(head)\(tail)\n  \(indent)^\n"
  }
}
