import QuernIngest
import QuernModel
import Testing

/// Reads bytes as if they were a file's.
func article(_ bytes: [UInt8], _ format: InputFormat = .text) throws(IngestError) -> Document {
  try ArticleReader.document(
    bytes, format: format,
    source: Source(path: "/a", byteCount: 0, modified: 0, contentHash: 0))
}

func article(_ text: String, _ format: InputFormat = .text) throws(IngestError) -> Document {
  try article(Array(text.utf8), format)
}

struct ArticleTests {
  @Test func `endings and names give formats`() {
    let expected: [(String, InputFormat?)] = [
      ("/x/a.txt", .text), ("a.TEXT", .text), ("a.md", .markdown), ("b.c.markdown", .markdown),
      ("a.jsonl", .jsonl), ("a.NDJSON", .jsonl), ("a.json", nil), ("txt", nil), ("/x.md/a", nil),
    ]
    for (path, format) in expected { #expect(InputFormat(path: path) == format, "\(path)") }
    #expect(InputFormat(named: "Markdown") == .markdown)
    #expect(InputFormat(named: "pdf") == nil)
  }

  @Test func `the first line is the title and stays out of the text`() throws {
    let document = try article("\n \r\n  A title \r\n\r\nFirst.\r\nSecond.\n")
    #expect(document[.title] == "A title")
    #expect(document[.text] == "First.\r\nSecond.\n")
    #expect(document.key == DocumentKey("/a"))
  }

  @Test(arguments: ["", "\n\n", " \t\r\n"])
  func `a file without words has no fields`(text: String) throws {
    #expect(try article(text).fields.isEmpty)
    #expect(try article(text, .markdown).fields.isEmpty)
  }

  @Test func `a first line of more than 300 characters is a paragraph`() throws {
    let exactly = String(repeating: "é ", count: 150).dropLast() + "."
    #expect(try article("\(exactly)\nx")[.title] == String(exactly))
    let paragraph = String(repeating: "words ", count: 60) + "end"
    let document = try article("\(paragraph)\nmore")
    #expect(document[.text] == "\(paragraph)\nmore")
    #expect(document[.title] == String(repeating: "words ", count: 16).dropLast() + "")
    let unbroken = String(repeating: "字", count: 400)
    #expect(try article(unbroken)[.title] == String(repeating: "字", count: 100))
  }

  @Test func `text is read in UTF-8 and UTF-16 with and without marks`() throws {
    let text = "Çırağan 🎉\nпривіт\n"
    let units = Array(text.utf16)
    let files: [[UInt8]] = [
      Array(text.utf8),
      [0xEF, 0xBB, 0xBF] + text.utf8,
      [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
    ]
    for file in files {
      let document = try article(file)
      #expect(document[.title] == "Çırağan 🎉")
      #expect(document[.text] == "привіт\n")
    }
  }

  @Test(arguments: [
    ([0x62, 0xC3, 0x28], IngestError.malformedText(encoding: "UTF-8", offset: 1)),
    ([0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0xFF], .malformedText(encoding: "UTF-8", offset: 4)),
    ([0x61, 0xED, 0xA0, 0x80], .malformedText(encoding: "UTF-8", offset: 1)),
    ([0xC0, 0x80, 0x61, 0x00], .binary(offset: 3)),
    (Array("abcdefgh".utf8) + [0xFF, 0x00], .binary(offset: 9)),
    ([0x61, 0x00, 0x62], .binary(offset: 1)),
    ([0xFF, 0xFE, 0x61], .malformedText(encoding: "UTF-16", offset: 2)),
    ([0xFF, 0xFE, 0x61, 0x00, 0x00, 0xD8], .malformedText(encoding: "UTF-16", offset: 4)),
    ([0xFE, 0xFF, 0xDC, 0x00, 0x00, 0x61], .malformedText(encoding: "UTF-16", offset: 2)),
    ([0xFF, 0xFE, 0x00, 0x00], .unsupportedEncoding(name: "UTF-32")),
  ])
  func `what is not text says why and where`(bytes: [UInt8], reason: IngestError) {
    #expect(throws: reason) { try article(bytes) }
    #expect(throws: reason) { try article(bytes, .markdown) }
  }

  @Test func `each byte that is no UTF-8 is one U+FFFD`() throws {
    let cases: [([UInt8], String)] = [
      ([0x61, 0x62, 0xC3, 0x28], "ab\u{FFFD}("), ([0x61, 0x62, 0x63, 0xFF], "abc\u{FFFD}"),
      (Array("abcdef".utf8) + [0xE2, 0x82], "abcdef\u{FFFD}\u{FFFD}"),
      (Array("abcdefghi".utf8) + [0xED, 0xA0, 0x80], "abcdefghi\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xEF, 0xBB, 0xBF, 0x61, 0xFF], "a\u{FFFD}"),
      (Array("Stra".utf8) + [0xDF] + Array("e".utf8), "Stra\u{FFFD}e"),
    ]
    for (bytes, title) in cases {
      #expect(try article(bytes)[.title] == title)
      #expect(try article(bytes, .markdown)[.title] == title)
    }
    let front = Array("---\ntitle: Caf".utf8) + [0xE9] + Array("\n---\nau lait\n".utf8)
    #expect(try article(front, .markdown)[.title] == "Caf\u{FFFD}")
  }

  @Test func `a path that is too long for a key is an error`() {
    let source = Source(
      path: String(repeating: "x", count: 65_536), byteCount: 0, modified: 0, contentHash: 0)
    #expect(throws: IngestError.keyTooLong(byteCount: 65_536, limit: 65_535)) {
      try ArticleReader.document([], format: .text, source: source)
    }
  }
}
