import QuernAnalysis
import QuernTestSupport
import Testing

/// The sample of a text against a plain look at its scalars.
struct LanguageSampleTests {
  private static let pieces: [String] = [
    "a", "Z", "the ", "of", " ", ".", "é", "Ü", "ß", "e\u{301}", "\u{130}", "И", "й", "ѣ", "ع", "م",
    "क", "כ", "北", "京", "の", "ア", "한", "ไ", "α", "Σ", "\u{300}", "\u{1F9C0}", "\u{0}", "5", "\n",
  ]

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `letters and words are those of the scalars`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...40, using: &random)
    let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
    let limit = Int.random(in: 0...text.utf8.count + 2, using: &random)
    let place = Comment("seed \(seed): \(text), \(limit) bytes")
    let bytes = text.utf8Span.span
    let sample = bytes.extracting(..<LanguageSample.byteCount(of: bytes, atMost: limit))
    let scalars = Self.scalars(of: text, limit)

    var counts = [Int](repeating: 0, count: Script.allCases.count)
    LanguageSample.countLetters(sample, &counts)
    for script in Script.allCases {
      let expected = scalars.count { Script($0) == script } * script.weight
      #expect(counts[script.rawValue] == expected, place)
      var found: [UInt64] = []
      LanguageSample.forEachLetter(in: sample, of: script) {
        found.append(UInt64($0))
      } word: {
        found.append($0.value)
      }
      #expect(found == Self.lettersAndWords(scalars, script), place)
    }
  }

  private static func scalars(of text: String, _ limit: Int) -> [UInt32] {
    var byteCount = 0
    return text.unicodeScalars.prefix { scalar in
      byteCount += scalar.utf8.count
      return byteCount <= limit
    }.map(\.value)
  }

  private static func lettersAndWords(_ scalars: [UInt32], _ script: Script) -> [UInt64] {
    var found: [UInt64] = []
    let unmarked = scalars.filter { !(0x300...0x36F).contains($0) }
    for word in unmarked.split(whereSeparator: { Script($0) != script }) {
      var hash = WordHash()
      for value in word {
        hash.add(LowerCase.of(value))
        found.append(UInt64(LowerCase.of(value)))
      }
      found.append(hash.value)
    }
    return found
  }
}
