import QuernSearch

/// Finds words near each other by trying all positions.
struct NaiveProximity {
  let proximity: Proximity

  init(_ proximity: Proximity) { self.proximity = proximity }

  private var words: [[String]] {
    proximity.words.map { $0.map { String(decoding: $0, as: UTF8.self) } }
  }

  private var offsets: [Int] {
    switch proximity {
    case .sloppy(let words, _): words.map { Int($0.offset) }
    case .window(let words, _, _): words.map { _ in 0 }
    }
  }

  /// The distance of a window from its first to its last position; `nil` where it is too wide.
  private func distance(_ start: Int, _ end: Int) -> Int? {
    switch proximity {
    case .sloppy(_, let slop): end - start <= slop ? end - start : nil
    case .window(let words, let gaps, _):
      end - start + 1 - words.count <= gaps ? end - start + 1 - words.count : nil
    }
  }

  private var isOrdered: Bool {
    if case .window(_, _, true) = proximity { true } else { false }
  }

  /// All ways to give each word a position of its own.
  func assignments(_ text: [Int: String]) -> [[Int]] {
    let (words, offsets) = (words, offsets)
    var partial: [[Int]] = [[]]
    for terms in words {
      let positions = text.filter { terms.contains($0.value) }.keys.sorted()
      partial = partial.flatMap { chosen in
        positions.compactMap { position in
          for (other, taken) in chosen.enumerated() {
            if taken == position, words[other] == terms { return nil }
          }
          if isOrdered, let last = chosen.last, position <= last { return nil }
          return chosen + [position]
        }
      }
    }
    return partial.filter { chosen in
      let places = zip(chosen, offsets).map { $0 - $1 }
      return distance(places.min() ?? 0, places.max() ?? 0) != nil
    }
  }

  /// The sum over all windows that have no other one inside.
  func frequency(_ text: [Int: String]) -> Double {
    let windows = Set(
      assignments(text).map { chosen in
        let places = zip(chosen, offsets).map { $0 - $1 }
        return (places.min() ?? 0)...(places.max() ?? 0)
      })
    let minimal = windows.filter { window in
      !windows.contains { other in
        other != window && other.lowerBound >= window.lowerBound
          && other.upperBound <= window.upperBound
      }
    }
    return minimal.reduce(0) { sum, window in
      sum + 1 / Double(1 + (distance(window.lowerBound, window.upperBound) ?? 0))
    }
  }
}
