import QuernCodec
import QuernIndex
import QuernModel

/// Finds the first documents of a segment in the order of a column.
///
/// Ranks are counted first, so that of all documents only those need keys that may be among the first.
struct SegmentSorter {
  private let order: FieldOrder
  private let matches: MatchingDocuments
  private var ranks: RankedColumn
  private let segment: SegmentReader
  private var keys: KeyCursor

  /// Rank and document of each match behind the place where the list begins.
  private var found: [(rank: UInt32, document: UInt32)] = []

  init(
    _ order: FieldOrder, _ column: ColumnReader?, _ matches: MatchingDocuments,
    _ segment: SegmentReader
  ) {
    self.order = order
    self.matches = matches
    ranks = RankedColumn(column, isDescending: order.isDescending)
    self.segment = segment
    keys = KeyCursor(segment)
  }

  /// The first matches, in any order.
  ///
  /// They have keys only where that is how they were chosen; a key is dear.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - after: the place behind which they stand.
  mutating func first(_ count: Int, after: ListPlace?) throws(CodecError) -> [ListPlace] {
    guard count > 0 else { return [] }
    try rankMatches(after: after)
    let cutoff = cutoff(count)
    let chosenCount = found.count { Int($0.rank) <= cutoff }
    var places: [ListPlace] = []
    var ties = FirstKeys(capacity: count)
    for (rank, document) in found where Int(rank) <= cutoff {
      var place = ListPlace(
        document: ScoredDocument(
          score: 0, segment: matches.segment, document: DocumentID(rawValue: document)),
        key: ListPlace.unknownKey, value: try ranks.value(Int(rank)))
      if Int(rank) < cutoff || chosenCount <= count {
        places.append(place)
      } else {
        place.key =
          chosenCount <= Self.fewKeys
          ? try segment.codedKey(of: document) : try keys.key(of: document)
        ties.offer(place)
      }
    }
    return places + ties.places.prefix(count - places.count)
  }

  /// 64: so few keys are read one by one sooner than blocks of them are taken apart.
  private static let fewKeys = 64

  private mutating func rankMatches(after: ListPlace?) throws(CodecError) {
    var start: (rank: Int, isEqual: Bool) = (0, false)
    if let after { start = try ranks.rank(of: after.value) }
    var found: [(rank: UInt32, document: UInt32)] = []
    try matches.forEach { (document) throws(CodecError) in
      let rank = try ranks.rank(of: document)
      guard rank >= start.rank else { return }
      if let after, rank == start.rank, start.isEqual {
        let key = try keys.key(of: document).rawValue
        guard after.key.rawValue.utf8.lexicographicallyPrecedes(key.utf8) else { return }
      }
      found.append((UInt32(rank), document))
    }
    self.found = found
  }

  /// The rank up to which the first matches reach.
  private func cutoff(_ count: Int) -> Int {
    guard found.count > count else { return .max }
    var counts = [UInt32](repeating: 0, count: ranks.missing + 1)
    for (rank, _) in found { counts[Int(rank)] += 1 }
    var sum = 0
    for (rank, number) in counts.enumerated() {
      sum += Int(number)
      if sum >= count { return rank }
    }
    return .max
  }
}
