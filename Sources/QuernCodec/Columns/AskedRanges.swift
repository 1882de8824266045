/// The ranges that a column was asked for last, and the documents of those that were asked again.
///
/// People ask one condition of many queries. To keep what it found from the second time on spares those
/// that are asked once the memory (as Lucene's `UsageTrackingQueryCachingPolicy`).
struct AskedRanges {
  /// 8: kept sets take at most a byte for each document of the segment.
  private static let capacity = 8

  private struct Asked {
    let range: Range<UInt32>
    var documents: DocumentSet?
  }

  /// What was asked last stands last.
  private var asked: [Asked] = []

  enum Answer {
    case firstTime
    case again
    case kept(DocumentSet)
  }

  /// Notes that a range is asked for.
  mutating func ask(_ range: Range<UInt32>) -> Answer {
    guard let place = asked.firstIndex(where: { $0.range == range }) else {
      if asked.count == Self.capacity { asked.removeFirst() }
      asked.append(Asked(range: range))
      return .firstTime
    }
    let found = asked.remove(at: place)
    asked.append(found)
    return found.documents.map { .kept($0) } ?? .again
  }

  mutating func keep(_ documents: DocumentSet, of range: Range<UInt32>) {
    guard let place = asked.firstIndex(where: { $0.range == range }) else { return }
    asked[place].documents = documents
  }
}
