/// Cuts a text into words by the rules of UAX #29 as ICU 72 has them.
///
/// Gives exactly the words of ``ICUWordBreaker``, but opens ICU only where a text has Chinese,
/// Japanese, Thai, Lao, Khmer, Burmese or another script that is written without spaces.
package struct UnicodeWordBreaker: WordBreaker {
  /// The number of words that the scanner gives at most.
  private static let wordsPerCall = 1_024

  private let pieces: TextPieces
  private let region: DictionaryRegion
  private var icu: ICUWords?
  private var found = Array(repeating: 0..<0, count: wordsPerCall)

  /// Where the next segment begins.
  private var position = 0

  /// Whether ICU has words left of the region before the position.
  private var isInsideRegion = false

  package init(pieces: TextPieces = TextPieces()) {
    self.pieces = pieces
    region = DictionaryRegion(pieces: pieces)
  }

  package var memoryByteCount: Int {
    (icu?.memoryByteCount ?? 0) + found.count * MemoryLayout<Range<Int>>.stride
  }

  package mutating func begin() {
    position = 0
    isInsideRegion = false
  }

  package mutating func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
    words.removeAll(keepingCapacity: true)
    while words.count < Self.wordsPerCall {
      if isInsideRegion, let icu {
        isInsideRegion = icu.append(to: &words)
        continue
      }
      let start = scan(text, into: &words)
      guard let start else { return position < text.count }
      begin(text, at: start..<position)
    }
    return true
  }

  /// Puts the next words right in the places where they are looked up, but those that need a
  /// dictionary into `words`, which is empty.
  ///
  /// - Returns: whether the text goes on.
  mutating func next(
    _ text: Span<UInt8>, into places: inout WordPlaces, else words: inout [Range<Int>]
  ) -> Bool {
    if isInsideRegion, let icu {
      isInsideRegion = icu.append(to: &words)
    } else if let start = scan(text, into: &places, { $0.scanCopying() }) {
      begin(text, at: start..<position)
    }
    return isInsideRegion || position < text.count
  }

  /// Appends words that need no dictionary, and moves the position.
  ///
  /// - Returns: where a region begins that ICU has to cut, up to the position, if there is one.
  private mutating func scan(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Int? {
    var found = found
    self.found = []
    let (count, start) = unsafe found.withUnsafeMutableBufferPointer { room -> (Int, Int?) in
      guard let place = room.baseAddress else { return (0, nil) }
      // SAFETY: the value does not outlive the closure.
      var words = unsafe FoundWords(room, place)
      let start = scan(text, into: &words) { $0.scan() }
      return (words.count, start)
    }
    self.found = found
    words.append(contentsOf: found[..<count])
    return start
  }

  @inline(__always)
  private mutating func scan<Sink: WordSink>(
    _ text: Span<UInt8>, into words: inout Sink, _ run: (inout WordScanner<Sink>) -> ScanStop
  ) -> Int? {
    let (from, pieces, region) = (position, pieces, region)
    let result = unsafe text.withUnsafeBufferPointer { bytes -> (end: Int, start: Int?) in
      guard let first = bytes.baseAddress else { return (bytes.count, nil) }
      // SAFETY: the value does not outlive the closure.
      let text = unsafe WordText(bytes, first)
      var scanner = WordScanner(text, from: from, longest: pieces.longest, words: words)
      let stop = run(&scanner)
      words = scanner.words
      guard case .dictionary(let index) = stop else { return (scanner.position, nil) }
      let start = scanner.position
      return (region.end(of: text, from: start, index: index), start)
    }
    position = result.end
    return result.start
  }

  /// Hands a region to ICU, up to the first malformed byte.
  private mutating func begin(_ text: Span<UInt8>, at range: Range<Int>) {
    let icu = opened()
    isInsideRegion = icu.begin(text, at: range)
    if isInsideRegion { return }
    let region = region
    position = unsafe text.withUnsafeBufferPointer { bytes in
      guard let first = bytes.baseAddress else { return range.upperBound }
      // SAFETY: the value does not outlive the closure.
      return region.wellFormedEnd(of: unsafe WordText(bytes, first), in: range)
    }
    isInsideRegion = icu.begin(text, at: range.lowerBound..<position)
  }

  private mutating func opened() -> ICUWords {
    if let icu { return icu }
    do {
      let icu = try ICUWords()
      self.icu = icu
      return icu
    } catch {
      // It could be opened when the analyzer was made.
      ICULibrary.stop(error)
    }
  }
}
