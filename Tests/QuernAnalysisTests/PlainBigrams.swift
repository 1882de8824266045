import QuernAnalysis

/// The reference for pairs: the whole text at once, run by run.
enum PlainBigrams {
  static func words(
    of text: String, wordsBetween: (String) -> [Range<Int>]
  ) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var between = 0
    var run: [Range<Int>] = []
    var end = 0
    func endRun() {
      words +=
        run.count == 1 ? run : zip(run, run.dropFirst()).map { $0.lowerBound..<$1.upperBound }
      run = []
    }
    func endBetween(at end: Int) {
      let bytes = Array(text.utf8)[between..<end]
      words += wordsBetween(String(decoding: bytes, as: UTF8.self)).map {
        between + $0.lowerBound..<between + $0.upperBound
      }
    }
    for scalar in text.unicodeScalars {
      let start = end
      end += String(scalar).utf8.count
      if !run.isEmpty && CJKCharacter(scalar.value) == .extender {
        run[run.count - 1] = run[run.count - 1].lowerBound..<end
      } else if isLetter(scalar) {
        if run.isEmpty { endBetween(at: start) }
        run.append(start..<end)
      } else if !run.isEmpty {
        endRun()
        between = start
      }
    }
    if run.isEmpty { endBetween(at: end) } else { endRun() }
    return words
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch CJKCharacter(scalar.value) {
    case .letter: true
    case .extender:
      (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
    case .punctuation, .other: false
    }
  }
}
