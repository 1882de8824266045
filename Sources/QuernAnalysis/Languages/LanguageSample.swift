/// The beginning of a text, whose language is to be guessed.
///
/// Every document of an index is looked at: bytes of ASCII, which most are, are not decoded.
package enum LanguageSample {
  /// How many bytes the scalars take that lie in the first bytes of a text as a whole.
  package static func byteCount(of text: Span<UInt8>, atMost limit: Int) -> Int {
    guard limit < text.count else { return text.count }
    var end = limit
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Adds the weights of the letters of each script.
  package static func countLetters(_ bytes: Span<UInt8>, _ counts: inout [Int]) {
    var latin = 0
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        latin += isLetter(byte) ? 1 : 0
        place += 1
      } else if let script = Script(scalar(bytes, &place)) {
        counts[script.rawValue] += script.weight
      }
    }
    counts[Script.latin.rawValue] += latin
  }

  /// Calls a function for each letter of a script, in lower case, and one for each word of them.
  @inline(__always)
  package static func forEachLetter(
    in bytes: Span<UInt8>, of script: Script, _ letter: (UInt32) -> Void, word: (WordHash) -> Void
  ) {
    var hash = WordHash()
    var isInWord = false
    var place = 0
    func add(_ value: UInt32) {
      hash.add(value)
      isInWord = true
      letter(value)
    }
    func endWord() {
      if isInWord { word(hash) }
      hash = WordHash()
      isInWord = false
    }
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        place += 1
        if script == .latin, isLetter(byte) { add(UInt32(byte | 0x20)) } else { endWord() }
        continue
      }
      let value = scalar(bytes, &place)
      // A mark that was written apart from its letter.
      if (0x300...0x36F).contains(value) { continue }
      if Script(value) == script { add(LowerCase.of(value)) } else { endWord() }
    }
    endWord()
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The scalar beyond ASCII that begins at a place, which moves behind it.
  private static func scalar(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt32 {
    let first = UInt32(bytes[place])
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (0xFF >> UInt32(count + 1))
    for next in place + 1..<place + count { value = value << 6 | UInt32(bytes[next] & 0x3F) }
    place += count
    return value
  }
}
