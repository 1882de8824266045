/// Text of documents, keys, paths, queries and errors, made safe for a terminal.
///
/// A terminal obeys control characters: one that comes from an article could move the cursor,
/// rewrite a line or set the window's title, and a bidirectional override could show another path
/// than the real one. They are shown as visible signs instead.
package enum DisplayText {
  /// A text as one line: white space becomes single blanks, none at the ends.
  package static func line(_ text: String) -> String {
    var result = ""
    var needsBlank = false
    for scalar in text.unicodeScalars {
      if isBlank(scalar) {
        needsBlank = !result.isEmpty
        continue
      }
      if needsBlank { result.append(" ") }
      needsBlank = false
      result.unicodeScalars.append(visible(scalar))
    }
    return result
  }

  /// A text as one cell of a table: each tab and line end becomes a blank, so that columns and
  /// lines can be counted on.
  package static func cell(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(isLayout(scalar) ? " " : visible(scalar))
    }
    return result
  }

  /// A text of several lines, whose tabs and line ends stay.
  ///
  /// A lone carriage return ends a line too: raw it would let what follows overwrite what stands
  /// there.
  package static func lines(_ text: String) -> String {
    var result = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\n" where previous == "\r": continue
      case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": result.append("\n")
      case "\t": result.append("\t")
      default: result.unicodeScalars.append(visible(scalar))
      }
    }
    return result
  }

  /// The sign that stands for a scalar: itself, unless a terminal would obey it.
  static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    // The control pictures stand in the order of the control characters.
    case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: isObeyed(scalar) ? "\u{FFFD}" : scalar
    }
  }

  /// Whether a terminal would act on the scalar instead of showing it.
  static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F, 0x80...0x9F: true
    case 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// Whether the scalar is white space of any kind.
  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (0x09...0x0D).contains(scalar.value)
      : scalar.properties.isWhitespace
  }

  private static func isLayout(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }
}
