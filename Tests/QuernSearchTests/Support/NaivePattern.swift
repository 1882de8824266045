import QuernSearch

/// Matches patterns by trying everything.
struct NaivePattern {
  let pattern: TermPattern

  init(_ pattern: TermPattern) { self.pattern = pattern }

  /// How many edits a word is away; `nil` where it does not match.
  func edits(of word: String) -> Int? {
    pattern.forms.compactMap { form -> Int? in
      switch form {
      case .wildcard(let pieces):
        return Self.matches(pieces[...], Array(word.unicodeScalars)[...]) ? 0 : nil
      case .fuzzy(let wanted, let most):
        let wanted = Array(String(decoding: wanted, as: UTF8.self).unicodeScalars)
        let distance = Self.distance(wanted, Array(word.unicodeScalars))
        return distance <= most ? distance : nil
      case .regex(let node):
        let all = Array(word.unicodeScalars)
        return Self.ends(node, all, 0).contains(all.count) ? 0 : nil
      case .range(let range):
        let bytes = Array(word.utf8)
        if let lower = range.lower {
          if bytes.lexicographicallyPrecedes(lower) { return nil }
          if bytes == lower, !range.includesLower { return nil }
        }
        if let upper = range.upper {
          if upper.lexicographicallyPrecedes(bytes) { return nil }
          if bytes == upper, !range.includesUpper { return nil }
        }
        return 0
      }
    }.min()
  }

  func closeness(_ edits: Int) -> Double {
    if edits == 0 { return 1 }
    let lengths = pattern.forms.map { form in
      guard case .fuzzy(let word, _) = form else { return 1 }
      return String(decoding: word, as: UTF8.self).unicodeScalars.count
    }
    return max(0.1, 1 - Double(edits) / Double(lengths.max() ?? 1))
  }

  private static func matches(
    _ pieces: ArraySlice<WildcardPiece>, _ text: ArraySlice<Unicode.Scalar>
  ) -> Bool {
    guard let piece = pieces.first else { return text.isEmpty }
    switch piece {
    case .bytes(let bytes):
      let wanted = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
      return text.starts(with: wanted)
        && matches(pieces.dropFirst(), text.dropFirst(wanted.count))
    case .anyCharacter: return !text.isEmpty && matches(pieces.dropFirst(), text.dropFirst())
    case .anything:
      return (0...text.count).contains { matches(pieces.dropFirst(), text.dropFirst($0)) }
    }
  }

  /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
  static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var rows = [[Int]](
      repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
    for row in 0...left.count {
      for column in 0...right.count {
        guard row > 0, column > 0 else {
          rows[row][column] = row + column
          continue
        }
        let same = left[row - 1] == right[column - 1]
        var best = min(
          rows[row - 1][column] + 1, rows[row][column - 1] + 1,
          rows[row - 1][column - 1] + (same ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          best = min(best, rows[row - 2][column - 2] + 1)
        }
        rows[row][column] = best
      }
    }
    return rows[left.count][right.count]
  }

  /// Where an expression that begins at a place may end.
  static func ends(_ node: RegexNode, _ text: [Unicode.Scalar], _ start: Int) -> Set<Int> {
    switch node {
    case .bytes(let bytes):
      let wanted = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
      return text[start...].starts(with: wanted) ? [start + wanted.count] : []
    case .oneOf(let ranges):
      guard start < text.count, ranges.contains(where: { $0.contains(text[start].value) }) else {
        return []
      }
      return [start + 1]
    case .sequence(let nodes):
      return nodes.reduce(Set([start])) { places, node in
        Set(places.flatMap { ends(node, text, $0) })
      }
    case .choice(let nodes): return Set(nodes.flatMap { ends($0, text, start) })
    case .repeated(let node, let least, let most):
      var reached: Set<Int> = least == 0 ? [start] : []
      var current: Set<Int> = [start]
      for count in 1...max(most ?? (least + text.count + 1), 1) {
        if let most, count > most { break }
        current = Set(current.flatMap { ends(node, text, $0) })
        if count >= least { reached.formUnion(current) }
        if current.isEmpty { break }
      }
      return reached
    }
  }
}
