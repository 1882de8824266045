import Foundation
import QuernIngest
import QuernModel
import QuernTestSupport
import Testing

/// Reads bytes as a JSONL file.
func readLines(
  _ bytes: [UInt8], in folder: TemporaryFolder, lineLimit: Int = 1 << 20
) throws -> [JSONLine] {
  try folder.write("lines.jsonl", bytes)
  var reader = try JSONLinesReader(path: folder("lines.jsonl"), lineLimit: lineLimit)
  var lines: [JSONLine] = []
  while let line = try reader.next() { lines.append(line) }
  #expect(reader.consumedByteCount == bytes.count)
  return lines
}

/// The fields of one line, as `name=value`.
func fields(of json: String) throws -> [String] {
  let lines = try readLines(Array(json.utf8), in: TemporaryFolder())
  #expect(lines.count == 1)
  return try lines.first.map { fields(of: try $0.document.get()) } ?? []
}

func fields(of document: Document) -> [String] {
  document.fields.flatMap { field in field.values.map { "\(field.name)=\($0)" } }
}

/// Why a line is refused.
func reason(_ json: String) throws -> IngestError? {
  let lines = try readLines(Array(json.utf8), in: TemporaryFolder())
  guard case .failure(let reason)? = lines.first?.document else { return nil }
  return reason
}

struct JSONLinesTests {
  @Test func `lines that are not hashed are the same but for that`() throws {
    let folder = try TemporaryFolder()
    let text = "{\"id\":\"a\",\"text\":\"one\"}\r\n\n{\"id\":\"b\",\"text\":\"t\\u0077o\"}"
    let hashed = try readLines(Array(text.utf8), in: folder)
    var reader = try JSONLinesReader(path: folder("lines.jsonl"))
    reader.hashesLines = false
    var count = 0
    while let line = try reader.next() {
      #expect(line.contentHash == 0 && hashed[count].contentHash != 0)
      let (document, other) = (try line.document.get(), try hashed[count].document.get())
      #expect(fields(of: document) == fields(of: other) && document.key == other.key)
      #expect(document.source?.contentHash == 0)
      count += 1
    }
    #expect(count == 2 && hashed.count == 2)
  }

  @Test func `names that differ in normalisation only are two members`() throws {
    let other = (0..<20).map { "\"n\($0)\":0" }.joined(separator: ",")
    for json in [
      "{\"\u{E9}\":1,\"e\u{301}\":2,\"\u{E9}\":3}",
      "{\(other),\"\u{E9}\":1,\"e\u{301}\":2,\"\u{E9}\":3}",
    ] {
      let lines = try readLines(Array(json.utf8), in: TemporaryFolder())
      let values = try #require(lines.first).document.get().fields.flatMap(\.values)
      #expect(values.suffix(2) == ["3", "2"])
    }
  }

  @Test func `members become key and fields`() throws {
    let folder = try TemporaryFolder()
    let line = """
      {"id":"k","title":"T","body":"B","date":"2025-07-22","n":12345678901234567890123,\
      "x":1.50,"yes":true,"none":null,"tags":["a",["b"],null,1],\
      "author":{"name":"Ada","at":[{"u":1},{"u":2,"v":false}]}}
      """
    let document = try #require(readLines(Array(line.utf8), in: folder).first).document.get()
    #expect(document.key == DocumentKey("k"))
    let expected: [(String, [String])] = [
      ("title", ["T"]), ("text", ["B"]), ("date", ["2025-07-22"]),
      ("n", ["12345678901234567890123"]), ("x", ["1.5"]), ("yes", ["true"]),
      ("tags", ["a", "b", "1"]), ("author.name", ["Ada"]), ("author.at.u", ["1", "2"]),
      ("author.at.v", ["false"]),
    ]
    #expect(document.fields.map(\.name.rawValue) == expected.map(\.0))
    #expect(document.fields.map(\.values) == expected.map(\.1))
    #expect(document.source?.path == folder("lines.jsonl"))
    #expect(document.source?.byteCount == UInt64(line.utf8.count))
    #expect(document.source?.modified == 1_000_000_000_000_000)
    #expect(document.source?.contentHash == ContentHash.hash(Array(line.utf8).span))
  }

  @Test func `text goes before body and equal names keep the last`() throws {
    #expect(try fields(of: #"{"body":"b","text":"t"}"#) == ["body=b", "text=t"])
    #expect(try fields(of: #"{"body":"b","text":null}"#) == ["text=b"])
    #expect(try fields(of: #"{"a":1,"b":2,"a":3}"#) == ["a=3", "b=2"])
    #expect(try fields(of: #"{"a":{"b":1},"a.b":2}"#) == ["a.b=1", "a.b=2"])
    let many = (0..<40).map { "\"m\($0)\":\($0)" }.joined(separator: ",")
    let found = try fields(of: "{\(many),\"m0\":\"x\",\"m30\":\"y\"}")
    #expect(found.count == 40 && found[0] == "m0=x" && found[30] == "m30=y")
  }

  @Test func `marks, blank lines, line ends and a last line without one are taken`() throws {
    let folder = try TemporaryFolder()
    let text = "\u{FEFF}{\"a\":1}\r\n\n  \r\n{\"a\":2}\n{\"a\":3}"
    let lines = try readLines(Array(text.utf8), in: folder)
    #expect(lines.map(\.number) == [1, 4, 5])
    #expect(lines.map(\.offset) == [3, 17, 25])
    #expect(lines.map(\.byteCount) == [7, 7, 7])
    let bytes = Array(text.utf8)
    for line in lines {
      let own = Array(bytes[line.offset..<(line.offset + line.byteCount)])
      #expect(line.contentHash == ContentHash.hash(own.span))
    }
    let keys = try lines.map { try $0.document.get().key.rawValue }
    #expect(keys == [1, 4, 5].map { "\(folder("lines.jsonl")):\($0)" })
  }

  @Test func `lines longer than a chunk are read, too long ones are passed over`() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "x", count: 700_000)
    let text = "{\"a\":\"\(long)\"}\n{\"a\":2}\n{\"b\":\"\(long)\(long)\"}\n{\"a\":3}\n"
    let lines = try readLines(Array(text.utf8), in: folder, lineLimit: 1_000_000)
    #expect(lines.map(\.number) == [1, 2, 3, 4])
    #expect(try lines[0].document.get()["a"] == long)
    #expect(try lines[1].document.get()["a"] == "2")
    #expect(throws: IngestError.tooLarge(byteCount: 1_400_008, limit: 1_000_000)) {
      try lines[2].document.get()
    }
    #expect(try lines[3].document.get()["a"] == "3")
  }

  @Test func `a damaged line says where and reading goes on`() throws {
    let folder = try TemporaryFolder()
    let lines = try readLines(Array("{\"a\":1}\n{\"a\":}\n[1]\n{\"a\":2}".utf8), in: folder)
    #expect(lines.count == 4)
    #expect(throws: IngestError.malformedJSON(offset: 5, reason: "no value begins like this")) {
      try lines[1].document.get()
    }
    #expect(throws: IngestError.notAnObject) { try lines[2].document.get() }
    #expect(try lines[3].document.get()["a"] == "2")
  }

  @Test(arguments: [
    #"{"a":01}"#, #"{"a":1.}"#, #"{"a":.5}"#, #"{"a":+1}"#, #"{"a":1e}"#, #"{"a":NaN}"#,
    #"{"a":-}"#, #"{"a":tru}"#, #"{"a":"x}"#, #"{"a":"\x"}"#, #"{"a":"\u12G4"}"#, #"{"a":1,}"#,
    #"{a:1}"#, #"{"a" 1}"#, #"{"a":1"#, #"{"a":[1 2]}"#, #"{"a":1} x"#, "{\"a\":\"\u{1}\"}", "{",
    #"{"a":"\"#, #"{"a":"\u"#, #"{'a':1}"#, "nul", #"{"a":1}{"b":2}"#,
  ])
  func `what is not JSON is refused`(json: String) throws {
    guard case .malformedJSON? = try reason(json) else {
      Issue.record("\(json) was taken")
      return
    }
  }

  @Test func `bytes of strings that are not UTF-8 become U+FFFD`() throws {
    let folder = try TemporaryFolder()
    for (prefix, suffix) in [("{\"a\":\"x", "\"}"), ("{\"a\":\"x\\n", "\\ty\"}")] {
      let bytes = Array(prefix.utf8) + [0xE2, 0x82] + Array(suffix.utf8)
      let line = try #require(readLines(bytes, in: folder).first)
      let plain = fields(of: try line.document.get())
      let shown = prefix.contains("n") ? "a=x\n\u{FFFD}\u{FFFD}\ty" : "a=x\u{FFFD}\u{FFFD}"
      #expect(plain == [shown])
      #expect(line.replaced?.count == 2 && line.replaced?.firstOffset == prefix.utf8.count)
    }
    let name = try #require(
      readLines(Array("{\"".utf8) + [0xFF] + Array("\":1,\"b\":\"é\"}".utf8), in: folder).first)
    #expect(fields(of: try name.document.get()) == ["\u{FFFD}=1", "b=é"])
    #expect(name.replaced?.count == 1)
    let clean = try #require(readLines(Array("{\"b\":\"é\u{FFFD}\"}".utf8), in: folder).first)
    #expect(clean.replaced == nil)
  }

  @Test func `bytes that are not UTF-8 are refused in keys and outside of strings`() throws {
    let folder = try TemporaryFolder()
    let key = Array("{\"id\":\"x".utf8) + [0xFF] + Array("\"}".utf8)
    let line = try #require(readLines(key, in: folder).first)
    #expect(throws: IngestError.malformedText(encoding: "UTF-8", offset: 8)) {
      try line.document.get()
    }
    let outside = try #require(readLines(Array("{\"a\":1".utf8) + [0xFF, 0x7D], in: folder).first)
    #expect(throws: IngestError.malformedJSON(offset: 6, reason: "\",\" or \"}\" is missing")) {
      try outside.document.get()
    }
  }

  @Test func `escapes are resolved and lone surrogates become U+FFFD`() throws {
    #expect(
      try fields(of: #"{"a":"\"\\\/\b\f\n\r\t\u00e9\u20AC\ud83c\udf89"}"#)
        == ["a=\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{20AC}\u{1F389}"])
    #expect(try fields(of: #"{"a":"\ud83c"}"#) == ["a=\u{FFFD}"])
    #expect(try fields(of: #"{"a":"\udf89x\ud83c\u0041"}"#) == ["a=\u{FFFD}x\u{FFFD}A"])
    #expect(try fields(of: #"{"a":"\ud83c\ud83c\udf89"}"#) == ["a=\u{FFFD}\u{1F389}"])
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "-0"), ("1.0", "1.0"), ("1e3", "1000.0"), ("1E-7", "1e-07"),
    ("0.1", "0.1"), ("3.14000", "3.14"), ("1e999", "1e999"),
    (
      "18446744073709551616",
      "18446744073709551616"
    ),
  ])
  func `integers keep their digits and others get the shortest spelling`(
    json: String, text: String
  ) throws {
    #expect(try fields(of: "{\"a\":\(json)}") == ["a=\(text)"])
  }

  @Test func `keys come from text or number and nothing else`() throws {
    let folder = try TemporaryFolder()
    func key(_ json: String) throws -> String {
      try #require(readLines(Array(json.utf8), in: folder).first).document.get().key.rawValue
    }
    #expect(try key(#"{"id":7}"#) == "7")
    #expect(try key(#"{"id":"a","id":"b"}"#) == "b")
    #expect(try key(#"{"id":null}"#) == "\(folder("lines.jsonl")):1")
    for id in ["true", "[]", "{}", "\"\""] {
      #expect(try reason("{\"id\":\(id)}") == .malformedIdentifier)
    }
    let longest = String(repeating: "k", count: 65_535)
    #expect(try key("{\"id\":\"\(longest)\"}") == longest)
    #expect(
      try reason("{\"id\":\"\(longest)k\"}") == .keyTooLong(byteCount: 65_536, limit: 65_535))
  }

  @Test func `a hundred levels are read and one more is not`() throws {
    func nested(_ levels: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: levels - 1)
        + String(repeating: "]", count: levels - 1) + "}"
    }
    #expect(try fields(of: nested(100)) == [])
    #expect(try reason(nested(101)) == .tooDeep(offset: 104, limit: 100))
    #expect(try reason(String(repeating: "[", count: 500_000)) != nil)
  }

  @Test func `names that unfold beyond all measure are refused`() throws {
    let name = String(repeating: "n", count: 1_000)
    let members = (0..<20_000).map { "\"\($0)\":1" }.joined(separator: ",")
    #expect(try reason("{\"\(name)\":{\(members)}}") == .tooManyFields(limit: 16 << 20))
  }

  @Test func `a file of UTF-16 is refused as a whole`() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.jsonl", [0xFF, 0xFE, 0x7B, 0x00, 0x0A, 0x00])
    var reader = try JSONLinesReader(path: folder("a.jsonl"))
    #expect(throws: IngestError.unsupportedEncoding(name: "UTF-16")) { try reader.next() }
    #expect(try reader.next() == nil)
  }

  @Test func `random values read as Foundation reads them`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    for round in 0..<300 {
      let text = randomText(&random)
      let data = try JSONSerialization.data(withJSONObject: ["a": text, "b": [text, "é"]])
      let document = try #require(readLines(Array(data), in: folder).first).document.get()
      #expect(document["a"] == text, "seed \(seed) round \(round)")
      #expect(document.values(of: "b") == [text, "é"], "seed \(seed) round \(round)")
    }
  }

  private func randomText(_ random: inout SeededGenerator) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<random.below(20) {
      let bound = [0x80, 0x800, 0x1_0000, 0x11_0000][random.below(4)]
      if let scalar = Unicode.Scalar(UInt32(random.below(bound))) { text.append(scalar) }
    }
    return String(text)
  }
}

extension Document {
  subscript(name: String) -> String? { self[FieldName(name)] }

  func values(of name: String) -> [String] { values(of: FieldName(name)) }
}
