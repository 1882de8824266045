package import QuernModel

/// The impacts of the postings seen so far: those pairs that no other pair beats in both.
///
/// Frequencies ascend strictly, and so do length codes: a pair with a higher frequency stays only
/// if its document is longer than those of the pairs before it.
package struct ImpactSet: Sendable {
  package private(set) var impacts: [Impact] = []

  package init() {}

  /// Takes a pair in, and drops the pairs that it beats.
  ///
  /// - Complexity: O(impacts), of which there are at most 256.
  package mutating func insert(_ new: Impact) {
    let place = impacts.firstIndex { $0.frequency >= new.frequency } ?? impacts.count
    if place < impacts.count, impacts[place].lengthCode <= new.lengthCode { return }
    var end = place
    if end < impacts.count, impacts[end].frequency == new.frequency { end += 1 }
    var start = place
    while start > 0, impacts[start - 1].lengthCode >= new.lengthCode { start -= 1 }
    impacts.replaceSubrange(start..<end, with: CollectionOfOne(new))
  }

  package mutating func removeAll() { impacts.removeAll(keepingCapacity: true) }

  /// At most `limit` impacts that still bound every posting.
  ///
  /// Two neighbours become their common upper bound: the larger frequency with the shorter length.
  /// That claims more than is there, never less; it costs a visit, never a hit.
  package func reduced(to limit: Int) -> [Impact] {
    var reduced = impacts
    while reduced.count > limit {
      let pairs = 0..<(reduced.count - 1)
      let losses = pairs.map { Self.loss(reduced[$0], reduced[$0 + 1]) }
      let cheapest = pairs.min { losses[$0] < losses[$1] } ?? 0
      reduced[cheapest].frequency = reduced[cheapest + 1].frequency
      reduced.remove(at: cheapest + 1)
    }
    return reduced
  }

  /// How far the common bound of two neighbours lies above the higher of them, roughly.
  ///
  /// It exceeds the first by the step in frequency and the second by the step in length; so the
  /// smaller step counts. Eight length codes are a doubling of the length.
  private static func loss(_ first: Impact, _ second: Impact) -> Float {
    let frequencyStep = 1 - Float(first.frequency) / Float(second.frequency)
    let lengthStep = Float(second.lengthCode - first.lengthCode) / 8
    return min(frequencyStep, lengthStep)
  }
}
