/// The beginning of a text, whose language is to be guessed.
///
/// Every document of an index is looked at: bytes of ASCII, which most are, are not decoded.
package struct LanguageSample {
  private let bytes: [UInt8]

  /// Takes the scalars of the first bytes, none in part.
  package init(_ text: String, _ limit: Int) {
    var bytes = Array(text.utf8.prefix(limit))
    if bytes.count < text.utf8.count {
      // The next byte would begin a scalar, or the last one here is cut.
      let next = text.utf8[text.utf8.index(text.utf8.startIndex, offsetBy: limit)]
      if next & 0xC0 == 0x80 {
        while let last = bytes.popLast(), last & 0xC0 == 0x80 {}
      }
    }
    self.bytes = bytes
  }

  /// Adds the weights of the letters of each script.
  package func countLetters(_ counts: inout [Int]) {
    var latin = 0
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte < 0x80 {
        latin += Self.isLetter(byte) ? 1 : 0
        place += 1
      } else if let script = Script(scalar(&place)) {
        counts[script.rawValue] += script.weight
      }
    }
    counts[Script.latin.rawValue] += latin
  }

  /// Calls a function for each letter of a script, in lower case, and one for each word of them.
  @inline(__always)
  package func forEachLetter(
    of script: Script, _ letter: (UInt32) -> Void, word: (WordHash) -> Void
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
        if script == .latin, Self.isLetter(byte) { add(UInt32(byte | 0x20)) } else { endWord() }
        continue
      }
      let value = scalar(&place)
      // A mark that was written apart from its letter.
      if (0x300...0x36F).contains(value) { continue }
      if Script(value) == script { add(LowerCase.of(value)) } else { endWord() }
    }
    endWord()
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  /// The scalar beyond ASCII that begins at a place, which moves behind it.
  private func scalar(_ place: inout Int) -> UInt32 {
    let first = UInt32(bytes[place])
    let count = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = first & (0xFF >> UInt32(count + 1))
    for next in place + 1..<place + count { value = value << 6 | UInt32(bytes[next] & 0x3F) }
    place += count
    return value
  }
}
