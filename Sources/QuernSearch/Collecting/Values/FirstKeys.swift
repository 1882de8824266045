import QuernModel

/// Keeps the places with the first keys of many.
struct FirstKeys {
  private let capacity: Int
  private var kept: [ListPlace] = []

  init(capacity: Int) { self.capacity = capacity }

  var places: [ListPlace] { Array(kept.sorted(by: Self.precedes).prefix(capacity)) }

  /// - Complexity: O(log `capacity`), amortised.
  mutating func offer(_ place: ListPlace) {
    kept.append(place)
    guard kept.count >= 2 * capacity + 64 else { return }
    kept.sort(by: Self.precedes)
    kept.removeLast(kept.count - capacity)
  }

  private static func precedes(_ left: ListPlace, _ right: ListPlace) -> Bool {
    left.key.rawValue.utf8.lexicographicallyPrecedes(right.key.rawValue.utf8)
  }
}
