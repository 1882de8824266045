/// Matches of a text that lie close enough together for one snippet.
struct SnippetPiece {
  /// From the first match to the end of the last, in bytes.
  var range: Range<Int>

  /// All matches of the text.
  var matches: [TextMatch]

  /// How many different words and phrases of the query are in the piece.
  var clauseCount: Int

  /// How many matches are in the piece.
  var matchCount = 0

  init(range: Range<Int>, matches: [TextMatch], clauseCount: Int) {
    self.range = range
    self.matches = matches
    self.clauseCount = clauseCount
  }

  /// Finds the piece of at most `length` characters with the most different words of the query,
  /// then with the most matches, then the earliest; `nil` without matches.
  ///
  /// - Complexity: O(bytes + matches): a window moves over the matches.
  init?(best matches: [TextMatch], in text: SnippetText, length: Int) {
    guard let first = matches.first else { return nil }
    self.init(range: first.range, matches: matches, clauseCount: 0)
    let starts = text.characterOffsets(of: matches.map(\.range.lowerBound))
    var counts: [Int: Int] = [:]
    var left = 0
    for right in matches.indices {
      counts[matches[right].clause, default: 0] += 1
      while starts[right] - starts[left] >= length {
        let clause = matches[left].clause
        counts[clause, default: 0] -= 1
        if counts[clause] == 0 { counts[clause] = nil }
        left += 1
      }
      let count = right - left + 1
      guard (counts.count, count) > (clauseCount, matchCount) else { continue }
      (clauseCount, matchCount) = (counts.count, count)
      range = matches[left].range.lowerBound..<matches[right].range.upperBound
    }
  }

  func isBetter(than other: SnippetPiece) -> Bool {
    (clauseCount, matchCount) > (other.clauseCount, other.matchCount)
  }
}
