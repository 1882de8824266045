import QuernPresentation
import Testing

@Suite struct JSONValueTests {
  @Test func `members stay in order and nothing is written between them`() {
    let value = JSONValue.object([
      .init("b", .integer(-1)), .init("a", .array([.null, .bool(true), .bool(false)])),
      .init("c", .object([])), .init("d", .array([])),
    ])
    #expect(value.description == #"{"b":-1,"a":[null,true,false],"c":{},"d":[]}"#)
  }

  @Test(arguments: [
    ("\u{1B}[2J", #""\u001b[2J""#), ("a\"\\/", #""a\"\\/""#), ("\n\r\t\u{0}", #""\n\r\t\u0000""#),
    ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\u{202E}\u{2066}", #""\u202e\u2066""#),
    ("\u{2028}", #""\u2028""#), ("ı 日本 🌾", #""ı 日本 🌾""#),
  ])
  func `strings escape what must not be raw`(text: String, json: String) {
    #expect(JSONValue.string(text).description == json)
  }

  @Test func `every scalar of the basic plane reads back`() throws {
    for start in stride(from: 0, to: 0x1_0000, by: 0x100) {
      let scalars = (start..<start + 0x100).compactMap { Unicode.Scalar(UInt32($0)) }
      let text = String(String.UnicodeScalarView(scalars))
      // In an array, because some decoders of old refuse a string alone.
      let parsed = try JSONTree.parse(JSONValue.array([.string(text)]).description)
      guard case .array(let values) = parsed, case .string(let read) = values.first else {
        Issue.record("not an array of a string: \(parsed)")
        return
      }
      #expect(Array(read.unicodeScalars) == scalars, "from \(start)")
    }
  }

  @Test func `floats are the shortest decimals that read back`() throws {
    #expect(JSONValue.float(0.1).description == "0.1")
    #expect(JSONValue.float(12.345).description == "12.345")
    #expect(JSONValue.float(.infinity).description == "null")
    #expect(JSONValue.double(.nan).description == "null")
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<10_000 {
      let bits = UInt32.random(in: 0...UInt32.max, using: &generator)
      let value = Float(bitPattern: bits)
      guard value.isFinite else { continue }
      let parsed = try JSONTree.parse("[\(JSONValue.float(value))]")
      guard case .array(let values) = parsed, case .number(let read) = values.first else {
        Issue.record("bits \(bits) gave \(parsed)")
        return
      }
      #expect(Float(read) == value, "bits \(bits)")
    }
  }
}
