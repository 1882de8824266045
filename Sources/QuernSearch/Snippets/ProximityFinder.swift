import QuernModel

/// Finds words near each other in analysed text.
struct ProximityFinder {
  /// The words, equal ones once.
  private var words: [[[UInt8]]] = []
  private let matcher: ProximityMatcher

  init(_ proximity: Proximity) {
    var places: [Int] = []
    for terms in proximity.words {
      if let known = words.firstIndex(of: terms) {
        places.append(known)
      } else {
        places.append(words.count)
        words.append(terms)
      }
    }
    matcher = ProximityMatcher(proximity, places: places)
  }

  /// Where the words stand that are near each other.
  func ranges(in tokens: [Token]) -> [Range<Int>] {
    var numbers: [[UInt8]: [Int]] = [:]
    for (number, terms) in words.enumerated() {
      for term in terms { numbers[term, default: []].append(number) }
    }
    var positions = [[UInt32]](repeating: [], count: words.count)
    var ranges = [[Int: Range<Int>]](repeating: [:], count: words.count)
    for token in tokens {
      for number in numbers[token.term] ?? [] {
        if ranges[number].updateValue(token.range, forKey: token.position) == nil {
          positions[number].append(UInt32(clamping: token.position))
        }
      }
    }
    return matcher.matches(positions).flatMap { match in
      match.positions.enumerated().compactMap { place, position in
        ranges[matcher.places[place]][position]
      }
    }
  }
}
