import QuernIngest
import QuernModel
import QuernTestSupport
import Testing

/// Texts that were made to do harm: each must come to an end, quickly and without a trap.
struct HostileInputTests {
  @Test func `aliases that unfold to millions of values fail cleanly`() {
    var yaml = "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let last = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      yaml += "a\(level): &a\(level) [\(last)]\n"
    }
    #expect(throws: IngestError.self) { try article(yaml + "---\n", .markdown) }
  }

  @Test(arguments: ["[", "{a: ", "- ", "? ", "&a [", "!!x ", "\"", "*a ", "|\n ", "{", "a: \n "])
  func `nesting without end fails cleanly`(piece: String) {
    let yaml = String(repeating: piece, count: 20_000)
    _ = try? article("---\nx: \(yaml)\n---\n", .markdown)
    _ = try? article("---\n\(yaml)\n---\n", .markdown)
  }

  @Test func `a hundred levels are read and one more is not`() throws {
    func nested(_ levels: Int) -> String {
      "---\nx: " + String(repeating: "[", count: levels) + "y"
        + String(repeating: "]", count: levels) + "\n---\n"
    }
    #expect(try article(nested(99), .markdown)["x"] == "y")
    #expect(throws: IngestError.self) { try article(nested(100), .markdown) }
  }

  @Test func `front matter beyond a megabyte is refused`() {
    let yaml = "---\nx: " + String(repeating: "y", count: 1 << 20) + "\n---\n"
    #expect(throws: IngestError.tooLarge(byteCount: (1 << 20) + 4, limit: 1 << 20)) {
      try article(yaml, .markdown)
    }
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "[", "](", "[a](", "![", "*", "* ", "*a ", "_a_", "a*", "`", "` ``", "<", "<a", "<a<!--",
      "<!--", "\\", "~~", "][", "[](", "((", ">", "- ", "# ", "```\n", "|-", "[a]:", "[^",
    ])
  func `marks without end take linear time`(piece: String) throws {
    _ = try article("# T\n" + String(repeating: piece, count: 100_000), .markdown)
  }

  @Test func `random bytes trap no reader`() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let folder = try TemporaryFolder()
    let alphabets: [[UInt8]] = [
      Array(0...255), Array("{}[]\",:\\u0123abtn \n\r-.eE+".utf8),
      Array("---\n:*&!|>'\"[]{},#?% \tab<>`_~=\\()".utf8), [0x00, 0x0A, 0xD8, 0xDC, 0xFE, 0xFF],
    ]
    let starts: [[UInt8]] = [
      [], [0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], Array("---\n".utf8),
      Array("{\"a\":".utf8),
    ]
    for round in 0..<3_000 {
      let alphabet = alphabets[random.below(alphabets.count)]
      var bytes = starts[random.below(starts.count)]
      for _ in 0..<random.below(120) { bytes.append(alphabet[random.below(alphabet.count)]) }
      if random.below(2) == 0 { bytes += Array("\n---\n".utf8) }
      for format in [InputFormat.text, .markdown] {
        if let document = try? article(bytes, format) {
          let names = document.fields.map(\.name)
          #expect(Set(names).count == names.count, "seed \(seed) round \(round)")
        }
      }
      guard round % 3 == 0 else { continue }
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      guard !isUTF16 else { continue }
      let lines = try readLines(bytes, in: folder, lineLimit: 1 + random.below(60))
      #expect(lines.count <= bytes.count, "seed \(seed) round \(round)")
    }
  }
}

extension SeededGenerator {
  /// A number from 0 up to a bound.
  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
