/// A text with single blanks for its white space, and ranges that move with it.
struct CollapsedText {
  /// None at the ends; everything else as it stands, since JSON escapes it.
  private(set) var text = ""

  /// In bytes of UTF-8.
  private(set) var matches: [Range<Int>] = []

  /// - Parameter matches: ranges of bytes of the text's UTF-8, ascending and disjoint.
  init(_ original: String, matches wanted: [Range<Int>]) {
    var offset = 0
    var needsBlank = false
    var next = 0
    var start: Int?
    for scalar in original.unicodeScalars {
      if next < wanted.count, offset >= wanted[next].upperBound {
        end(&start)
        next += 1
      }
      let isInside = next < wanted.count && offset >= wanted[next].lowerBound
      offset += scalar.utf8.count
      if DisplayText.isBlank(scalar) {
        needsBlank = !text.isEmpty
        continue
      }
      if needsBlank { text.append(" ") }
      needsBlank = false
      if isInside, start == nil { start = text.utf8.count }
      text.unicodeScalars.append(scalar)
    }
    end(&start)
  }

  private mutating func end(_ start: inout Int?) {
    if let start { matches.append(start..<text.utf8.count) }
    start = nil
  }
}
