import QuernModel

/// Finds words near each other in analysed text.
struct ProximityFinder {
  /// What it costs to try a window for one of the words.
  private static let windowCost = 8

  /// The words, equal ones once.
  private(set) var words: [[[UInt8]]] = []
  private let matcher: ProximityMatcher

  init(_ proximity: Proximity) {
    var places: [Int] = []
    var numbers: [[[UInt8]]: Int] = [:]
    for terms in proximity.words {
      if let known = numbers[terms] {
        places.append(known)
      } else {
        numbers[terms] = words.count
        places.append(words.count)
        words.append(terms)
      }
    }
    matcher = ProximityMatcher(proximity, places: places)
  }

  /// Where the words stand that are near each other; none where the budget does not suffice.
  ///
  /// - Parameter found: for each of ``words``, which tokens are each of its terms, ascending.
  func ranges(
    in tokens: [Token], at found: [[[Int]]], _ budget: inout MatchBudget
  ) -> [Range<Int>] {
    let counts = found.map { $0.reduce(0) { $0 + $1.count } }
    guard counts.allSatisfy({ $0 > 0 }) else { return [] }
    // A window may begin at each word of each place, and is tried for all places.
    let windowCount = matcher.places.reduce(0) { $0 + counts[$1] }
    guard budget.pay(Self.windowCost * windowCount * matcher.places.count) else { return [] }
    var positions = [[UInt32]](repeating: [], count: words.count)
    var ranges = [[Int: Range<Int>]](repeating: [:], count: words.count)
    for (number, lists) in found.enumerated() {
      let indices = lists.count == 1 ? lists[0] : lists.joined().sorted()
      for token in indices.lazy.map({ tokens[$0] })
      where ranges[number].updateValue(token.range, forKey: token.position) == nil {
        positions[number].append(UInt32(clamping: token.position))
      }
    }
    return matcher.matches(positions).flatMap { match in
      match.positions.enumerated().compactMap { place, position in
        ranges[matcher.places[place]][position]
      }
    }
  }
}
