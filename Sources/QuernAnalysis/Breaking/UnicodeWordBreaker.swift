/// Cuts a text into words by the rules of UAX #29 as ICU 72 has them.
///
/// Gives exactly the words of ``ICUWordBreaker``, but opens ICU only where a text has Chinese,
/// Japanese, Thai, Lao, Khmer, Burmese or another script that is written without spaces.
package struct UnicodeWordBreaker: WordBreaker {
  private let scanner: WordScanner
  private let region: DictionaryRegion
  private var icu: ICUWords?

  /// Where the next segment begins.
  private var position = 0

  /// Whether ICU has words left of the region before the position.
  private var isInsideRegion = false

  package init(pieces: TextPieces = TextPieces()) {
    scanner = WordScanner(longest: pieces.longest)
    region = DictionaryRegion(pieces: pieces)
  }

  package var memoryByteCount: Int { icu?.memoryByteCount ?? 0 }

  package mutating func begin() {
    position = 0
    isInsideRegion = false
  }

  package mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
    words.removeAll(keepingCapacity: true)
    while words.count < WordScanner.wordsPerCall {
      if isInsideRegion, let icu {
        isInsideRegion = icu.append(to: &words)
        continue
      }
      switch scanner.scan(text, from: &position, into: &words) {
      case .end: return false
      case .full: return true
      case .dictionary(let index):
        let start = position
        position = region.end(of: text, from: start, index: index)
        opened().begin(text, at: start..<position)
        isInsideRegion = true
      }
    }
    return true
  }

  private mutating func opened() -> ICUWords {
    if let icu { return icu }
    do {
      let icu = try ICUWords()
      self.icu = icu
      return icu
    } catch {
      fatalError("\(error)")
    }
  }
}
