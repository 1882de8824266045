/// Markdown → the text that a reader sees, more or less: what is searched and shown.
///
/// Light on purpose; no tree is built. Lines lose the marks of headings, quotations, bullets and
/// tables; rules, fences and definitions of links go as a whole, and so do comments. Code keeps its
/// text. ``MarkdownInline`` does the rest inside paragraphs. Linear in the size of the text.
struct MarkdownText {
  /// The first heading of the first level where it is the title; the text lacks its line then.
  private(set) var heading: String?

  /// The text in UTF-8; only ASCII was taken out of what was valid.
  private var output: [UInt8] = []

  /// The lines of the paragraph that is being read.
  private var paragraph: [UInt8] = []
  private var fence: Fence?
  private var isInComment = false

  /// The title that is known already.
  private let title: String?

  /// The marks that a block of code began with.
  private struct Fence {
    var mark: UInt8
    var count: Int
  }

  /// Strips a text, and takes the first heading of level 1 out of it: any one where no title is
  /// known, else one that repeats the title.
  init(_ markdown: Substring, title: String?) {
    self.title = title
    let bytes = Array(markdown.utf8)
    output.reserveCapacity(bytes.count)
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      read(line.last == 0x0D ? line.dropLast() : line)
    }
    endParagraph()
  }

  /// The text without blank lines at its ends.
  var text: String {
    let whole = String(decoding: output, as: UTF8.self)
    let lines = TitledText.droppingBlankLines(whole[...])
    guard let last = lines.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(lines[...last])
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    if fence != nil { return readCode(line) }
    if isInComment {
      isInComment = !Self.contains(line, "-->")
      return
    }
    let content = Self.droppingQuotation(line)
    if content.isEmpty {
      endParagraph()
      append([])
    } else if let opening = Self.fence(content, after: nil) {
      endParagraph()
      fence = opening
    } else if Self.starts(content, with: "<!--"), !Self.contains(content, "-->") {
      endParagraph()
      isInComment = true
    } else if let heading = Self.heading(content) {
      endParagraph()
      readHeading(heading.text, level: heading.level)
    } else if !isRule(content), !Self.isTableRule(content), !Self.isDefinition(content) {
      paragraph += Self.droppingBullet(content)
      paragraph.append(0x0A)
    }
  }

  private mutating func readCode(_ line: ArraySlice<UInt8>) {
    if Self.fence(Self.droppingQuotation(line), after: fence) != nil {
      fence = nil
    } else {
      append(line)
    }
  }

  private mutating func readHeading(_ text: ArraySlice<UInt8>, level: Int) {
    let stripped = MarkdownInline.strip(text)
    let found = String(TitledText.trimmed(String(decoding: stripped, as: UTF8.self)[...]))
    guard level == 1, heading == nil, title == nil || title == found else {
      return append(stripped[...])
    }
    heading = found
  }

  private mutating func endParagraph() {
    guard !paragraph.isEmpty else { return }
    output += MarkdownInline.strip(paragraph[...])
    paragraph.removeAll(keepingCapacity: true)
  }

  private mutating func append(_ line: ArraySlice<UInt8>) {
    output += line
    output.append(0x0A)
  }

  /// A rule across the page, or the line under a heading.
  private func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    guard let mark = line.first, "=-_*".utf8.contains(mark) else { return false }
    guard line.allSatisfy({ $0 == mark || Self.isBlank($0) }) else { return false }
    let count = line.count { $0 == mark }
    return count >= 3 || (!paragraph.isEmpty && (mark == 0x2D || mark == 0x3D))
  }
}

extension MarkdownText {
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func starts(_ line: ArraySlice<UInt8>, with text: String) -> Bool {
    line.starts(with: text.utf8)
  }

  private static func contains(_ line: ArraySlice<UInt8>, _ text: String) -> Bool {
    line.indices.contains { starts(line[$0...], with: text) }
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = line.drop(while: isBlank)
    let last = start.lastIndex { !isBlank($0) }
    return last.map { start[...$0] } ?? []
  }

  /// The line without white space at its ends and without the marks of quotations.
  private static func droppingQuotation(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = trimmed(line)
    while rest.first == UInt8(ascii: ">") { rest = rest.dropFirst().drop(while: isBlank) }
    return rest
  }

  /// The marks that begin or end a block of code.
  private static func fence(_ line: ArraySlice<UInt8>, after opening: Fence?) -> Fence? {
    guard let mark = line.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") else {
      return nil
    }
    let rest = line.drop { $0 == mark }
    let count = line.count - rest.count
    if let opening {
      return mark == opening.mark && count >= opening.count && rest.isEmpty ? opening : nil
    }
    // A line such as ```x``` is code inside a paragraph.
    guard count >= 3, mark == UInt8(ascii: "~") || !rest.contains(mark) else { return nil }
    return Fence(mark: mark, count: count)
  }

  private static func heading(
    _ line: ArraySlice<UInt8>
  ) -> (level: Int, text: ArraySlice<UInt8>)? {
    let rest = line.drop { $0 == UInt8(ascii: "#") }
    let level = line.count - rest.count
    guard (1...6).contains(level), rest.first.map(isBlank) ?? true else { return nil }
    var text = trimmed(rest)
    let closing = text.reversed().prefix { $0 == UInt8(ascii: "#") }.count
    let before = text.dropLast(closing)
    if before.last.map(isBlank) ?? true { text = trimmed(before) }
    return (level, text)
  }

  /// The line of dashes between a table's head and its body.
  private static func isTableRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(UInt8(ascii: "|")) && line.contains(UInt8(ascii: "-"))
      && line.allSatisfy { "|-: \t".utf8.contains($0) }
  }

  /// The target of links elsewhere: `[name]: https://…`.
  private static func isDefinition(_ line: ArraySlice<UInt8>) -> Bool {
    guard starts(line, with: "["), !starts(line, with: "[^"),
      let end = line.firstIndex(of: UInt8(ascii: "]")), end + 1 < line.endIndex
    else { return false }
    return line[end + 1] == UInt8(ascii: ":")
  }

  /// The line without the mark of a list's item, of a footnote or of a table's cells.
  private static func droppingBullet(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if starts(line, with: "|") {
      return line.map { $0 == UInt8(ascii: "|") ? 0x20 : $0 }[...]
    }
    if starts(line, with: "[^"), let end = line.firstIndex(of: UInt8(ascii: "]")),
      end + 1 < line.endIndex, line[end + 1] == UInt8(ascii: ":")
    {
      return trimmed(line[(end + 2)...])
    }
    guard let mark = line.first, "-*+".utf8.contains(mark) else { return line }
    let rest = line.dropFirst()
    return rest.first.map(isBlank) ?? true ? trimmed(rest) : line
  }
}
