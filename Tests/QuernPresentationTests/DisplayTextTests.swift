import QuernPresentation
import Testing

@Suite struct DisplayTextTests {
  /// Everything that a terminal would obey: C0, DEL, C1, overrides and isolates of direction.
  static let obeyed: [Unicode.Scalar] =
    ([0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069] as [ClosedRange<UInt32>])
    .joined().compactMap { Unicode.Scalar($0) }

  @Test func `an escape sequence is shown and not obeyed`() {
    #expect(DisplayText.line("\u{1B}]0;title\u{7}\u{1B}[31mred") == "␛]0;title␇␛[31mred")
    #expect(DisplayText.line("\u{9B}2J\u{7F}") == "\u{FFFD}2J␡")
    #expect(DisplayText.line("txt.\u{202E}exe\u{2069}") == "txt.\u{FFFD}exe\u{FFFD}")
  }

  @Test func `no form lets a control character pass`() {
    for scalar in Self.obeyed {
      let text = "a" + String(scalar) + "b"
      let forms = [
        DisplayText.line(text), DisplayText.cell(text),
        DisplayText.lines(text).filter { $0 != "\n" && $0 != "\t" },
      ]
      for form in forms {
        #expect(!form.unicodeScalars.contains { Self.obeyed.contains($0) }, "\(scalar.value)")
      }
    }
  }

  @Test func `a line has single blanks and none at its ends`() {
    #expect(DisplayText.line(" \t one\r\n\r\ntwo\u{3000}\u{A0}three \n") == "one two three")
    #expect(DisplayText.line(" \n ") == "")
  }

  @Test func `a cell keeps the number of its blanks`() {
    #expect(DisplayText.cell("a\tb  c\r\nd") == "a b  c  d")
    #expect(DisplayText.cell("a\u{2028}b\u{85}c") == "a b c")
  }

  @Test func `lines keep their ends and tabs`() {
    #expect(DisplayText.lines("a\tb\r\nc\rd\u{1B}\n\ne") == "a\tb\nc\nd␛\n\ne")
  }
}
