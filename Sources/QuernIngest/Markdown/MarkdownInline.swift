/// Strips the marks inside one paragraph of Markdown.
///
/// Emphasis, code and strike-through lose their marks where they pair up. Links keep their text,
/// images their description. Tags and comments of HTML go; a tag between two words that is not
/// one of mere formatting leaves a blank, so that the words stay two. Linear: every search forward
/// is remembered or bounded.
struct MarkdownInline {
  /// How far the end of a piece of code is looked for, in bytes.
  private static let codeLimit = 4_096

  /// Stands for a mark that turned out to be one; no byte of UTF-8 is like it.
  private static let gap: UInt8 = 0xFF

  /// Tags that may stand inside a word.
  private static let formattingTags: Set<String> = [
    "a", "b", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u",
  ]

  /// Marks of emphasis that wait for their other half.
  private struct Opener {
    /// Where the marks stand in the output.
    var index: Int
    var count: Int
  }

  private let input: [UInt8]
  private var position = 0
  private var output: [UInt8] = []

  /// Where opening brackets stand in the output.
  private var brackets: [Int] = []
  private var openers: [UInt8: [Opener]] = [:]

  /// The next `>` at or after the last place that was asked about.
  private var nextTagEnd = 0
  private var nextCommentEnd = 0

  private init(_ paragraph: ArraySlice<UInt8>) { input = Array(paragraph) }

  /// The text of a paragraph.
  static func strip(_ paragraph: ArraySlice<UInt8>) -> [UInt8] {
    var inline = MarkdownInline(paragraph)
    inline.output.reserveCapacity(inline.input.count)
    while inline.position < inline.input.count { inline.step() }
    return inline.output.filter { $0 != gap }
  }

  private mutating func step() {
    switch input[position] {
    case UInt8(ascii: "\\"): readEscape()
    case UInt8(ascii: "`"): readCode()
    case UInt8(ascii: "<"): readTag()
    case UInt8(ascii: "["):
      brackets.append(output.count)
      copy(1)
    case UInt8(ascii: "]"): readBracketEnd()
    case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): readEmphasis()
    default: copy(1)
    }
  }

  private mutating func copy(_ count: Int) {
    output += input[position..<(position + count)]
    position += count
  }

  private func byte(at index: Int) -> UInt8? {
    input.indices.contains(index) ? input[index] : nil
  }

  private mutating func readEscape() {
    position += 1
    guard let next = byte(at: position), Self.isPunctuation(next) else {
      output.append(UInt8(ascii: "\\"))
      return
    }
    copy(1)
  }

  private mutating func readCode() {
    let count = runLength(at: position)
    let start = position + count
    var index = start
    let limit = min(input.count, start + Self.codeLimit)
    while index < limit {
      guard input[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let closing = runLength(at: index)
      if closing == count {
        output += input[start..<index]
        position = index + closing
        return
      }
      index += closing
    }
    copy(count)
  }

  /// How many equal bytes stand at a place.
  private func runLength(at start: Int) -> Int {
    var end = start
    while end < input.count, input[end] == input[start] { end += 1 }
    return end - start
  }

  // MARK: Links

  private mutating func readBracketEnd() {
    guard let open = brackets.popLast() else { return copy(1) }
    let closing: UInt8
    switch byte(at: position + 1) {
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    case UInt8(ascii: "["): closing = UInt8(ascii: "]")
    default: return copy(1)
    }
    guard let end = targetEnd(from: position + 2, closing: closing) else { return copy(1) }
    output[open] = Self.gap
    if open > 0, output[open - 1] == UInt8(ascii: "!") { output[open - 1] = Self.gap }
    position = end + 1
  }

  /// The end of a link's target.
  ///
  /// Brackets end the search, so that no byte is looked at by two searches.
  private func targetEnd(from start: Int, closing: UInt8) -> Int? {
    var depth = 0
    var index = start
    while index < input.count {
      let byte = input[index]
      if byte == closing, depth == 0 { return index }
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "]"): return nil
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }

  // MARK: HTML

  private mutating func readTag() {
    let isComment = input[position...].starts(with: "<!--".utf8)
    if isComment, let end = commentEnd(from: position + 4) {
      position = end
      return
    }
    let first = byte(at: position + 1)
    let isTag = first.map { Self.isLetter($0) || $0 == UInt8(ascii: "/") } ?? false
    guard isTag, let end = tagEnd(from: position) else { return copy(1) }
    let content = input[(position + 1)..<end]
    position = end + 1
    if Self.isAddress(content) {
      output += content
    } else if !Self.formattingTags.contains(Self.tagName(content)) {
      output.append(0x20)
    }
  }

  private mutating func tagEnd(from start: Int) -> Int? {
    nextTagEnd = max(nextTagEnd, start)
    while nextTagEnd < input.count, input[nextTagEnd] != UInt8(ascii: ">") { nextTagEnd += 1 }
    return nextTagEnd < input.count ? nextTagEnd : nil
  }

  /// The place behind the end of a comment.
  private mutating func commentEnd(from start: Int) -> Int? {
    nextCommentEnd = max(nextCommentEnd, start)
    while nextCommentEnd < input.count {
      if input[nextCommentEnd...].starts(with: "-->".utf8) { return nextCommentEnd + 3 }
      nextCommentEnd += 1
    }
    return nil
  }

  /// An address of the web or of mail in angle brackets.
  private static func isAddress(_ content: ArraySlice<UInt8>) -> Bool {
    (content.contains(UInt8(ascii: ":")) || content.contains(UInt8(ascii: "@")))
      && !content.contains { $0 <= 0x20 || $0 == UInt8(ascii: "\"") }
  }

  private static func tagName(_ content: ArraySlice<UInt8>) -> String {
    let name = content.drop { $0 == UInt8(ascii: "/") }.prefix { isLetter($0) }
    return String(decoding: name.prefix(16), as: UTF8.self).lowercased()
  }

  // MARK: Emphasis

  /// Reads a run of marks, closes what it closes, and lets the rest open something.
  private mutating func readEmphasis() {
    let mark = input[position]
    var count = runLength(at: position)
    let before = byte(at: position - 1)
    let after = byte(at: position + count)
    position += count
    let isStrike = mark == UInt8(ascii: "~")
    let isWordMark = mark == UInt8(ascii: "_")
    var opens = !Self.isSpace(after) && !(isWordMark && Self.isWord(before))
    var closes = !Self.isSpace(before) && !(isWordMark && Self.isWord(after))
    if isStrike, count != 2 { (opens, closes) = (false, false) }
    while closes, count > 0, let opener = openers[mark]?.popLast() {
      let paired = min(count, opener.count)
      let kept = opener.count - paired
      for index in (opener.index + kept)..<(opener.index + opener.count) {
        output[index] = Self.gap
      }
      if kept > 0 { openers[mark]?.append(Opener(index: opener.index, count: kept)) }
      count -= paired
    }
    if opens, count > 0 {
      openers[mark, default: []].append(Opener(index: output.count, count: count))
    }
    output += repeatElement(mark, count: count)
  }

  private static func isSpace(_ byte: UInt8?) -> Bool { byte.map { $0 <= 0x20 } ?? true }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Letters, digits and everything beyond ASCII.
  private static func isWord(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return byte >= 0x80 || isLetter(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21..<0x7F).contains(byte) && !isWord(byte)
  }
}
