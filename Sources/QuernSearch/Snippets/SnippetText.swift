import QuernModel

/// A text that a snippet is cut from.
///
/// All places are in bytes of its UTF-8.
struct SnippetText {
  let string: String
  let bytes: [UInt8]

  /// Whether the text goes on behind what was analysed.
  private let isShortened: Bool

  /// Where words begin and end, ascending.
  private var words: [Range<Int>] = []

  /// Takes as much of a value as may be analysed.
  init(_ value: String, maximumByteCount: Int) {
    isShortened = value.utf8.count > maximumByteCount
    guard isShortened else {
      string = value
      bytes = Array(value.utf8)
      return
    }
    var bytes = Array(value.utf8.prefix(maximumByteCount + 1))
    // Back to the start of the character that was cut.
    while let last = bytes.popLast(), Self.isContinuation(last) {}
    self.bytes = bytes
    string = String(decoding: bytes, as: UTF8.self)
  }

  func with(_ tokens: [Token]) -> SnippetText {
    var text = self
    text.words = tokens.map(\.range)
    return text
  }

  static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// The first byte that is not white space.
  var firstVisible: Int? { bytes.firstIndex { !Self.isSpace($0) } }

  /// The number of characters (Unicode scalars) before each of some ascending places.
  func characterOffsets(of places: [Int]) -> [Int] {
    var offsets: [Int] = []
    var place = 0
    var count = 0
    for wanted in places {
      while place < wanted {
        if !Self.isContinuation(bytes[place]) { count += 1 }
        place += 1
      }
      offsets.append(count)
    }
    return offsets
  }

  // MARK: Cutting

  /// Cuts a snippet of about `length` characters around a piece.
  func snippet(around piece: SnippetPiece, length: Int) -> Hit.Snippet {
    let inside = characterCount(piece.range, atMost: length)
    let rest = length - inside
    let after = characterCount(piece.range.upperBound..<bytes.count, atMost: rest)
    // Two thirds stand before the words at most, or more where little text comes after.
    let before = max(rest * 2 / 3, rest - after)
    let begin = cutBefore(piece.range.lowerBound, characters: before)
    let end = cutAfter(piece.range.upperBound, from: begin, characters: length)
    let range = alignedStart(begin)..<max(alignedEnd(end), begin)

    var highlights: [Range<Int>] = []
    for match in piece.matches
    where match.range.lowerBound >= range.lowerBound && match.range.upperBound <= range.upperBound {
      let start = match.range.lowerBound - range.lowerBound
      guard start >= highlights.last?.upperBound ?? 0 else { continue }
      highlights.append(start..<match.range.upperBound - range.lowerBound)
    }
    return Hit.Snippet(
      text: String(decoding: bytes[range], as: UTF8.self), matches: highlights,
      isCutBefore: bytes[..<range.lowerBound].contains { !Self.isSpace($0) },
      isCutAfter: isShortened || bytes[range.upperBound...].contains { !Self.isSpace($0) })
  }

  /// Where the snippet begins: with the text, with its sentence, or else with a word.
  private func cutBefore(_ place: Int, characters: Int) -> Int {
    let limit = move(place, by: -characters)
    if limit == 0 { return min(firstVisible ?? 0, place) }
    var start = place
    while start >= limit {
      if isSentenceStart(start) { return start }
      start -= 1
    }
    let word = firstWord { $0.lowerBound >= limit }
    return min(word?.lowerBound ?? place, place)
  }

  /// Where the snippet ends: with a sentence if it would be long enough, or else with a word.
  private func cutAfter(_ place: Int, from begin: Int, characters: Int) -> Int {
    let limit = move(begin, by: characters)
    guard limit < bytes.count else { return lastVisibleEnd }
    let least = max(place, move(begin, by: characters * 2 / 3))
    var end = limit
    while end > least {
      if isSentenceStart(end) { return trimmedEnd(end, notBefore: place) }
      end -= 1
    }
    // The last word that ends before the limit.
    let next = firstWordIndex { $0.upperBound > limit }
    let word = next > 0 ? words[next - 1].upperBound : 0
    return word > max(begin, place - 1) ? word : max(limit, min(place, begin + 4 * characters))
  }

  private var lastVisibleEnd: Int {
    isShortened ? bytes.count : trimmedEnd(bytes.count, notBefore: 0)
  }

  private func trimmedEnd(_ end: Int, notBefore least: Int) -> Int {
    var end = end
    while end > least, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return end
  }

  /// The place some characters on or back, inside the text.
  private func move(_ place: Int, by characters: Int) -> Int {
    var place = place
    for _ in 0..<abs(characters) {
      if characters > 0 {
        guard place < bytes.count else { return place }
        repeat { place += 1 } while place < bytes.count && Self.isContinuation(bytes[place])
      } else {
        guard place > 0 else { return place }
        repeat { place -= 1 } while place > 0 && Self.isContinuation(bytes[place])
      }
    }
    return place
  }

  private func characterCount(_ range: Range<Int>, atMost most: Int) -> Int {
    var count = 0
    for place in range where !Self.isContinuation(bytes[place]) {
      if count == most { return most }
      count += 1
    }
    return count
  }

  // MARK: Words

  private func firstWord(where isWanted: (Range<Int>) -> Bool) -> Range<Int>? {
    let index = firstWordIndex(where: isWanted)
    return index < words.count ? words[index] : nil
  }

  /// Binary search for the first word of which a condition holds that holds of all after it.
  private func firstWordIndex(where isWanted: (Range<Int>) -> Bool) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if isWanted(words[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
