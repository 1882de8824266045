import CKernels
import QuernCodec
import QuernIndex
import QuernModel

// The documents that have all of some words, in one kernel: what IntersectionExecutor finds, without a
// list, a walker and a call for each block of each word.
extension PlainSearch {
  /// 7: the lists of so many words in two fields, and what is written on the way, have room in the memory that
  /// is kept.
  private static let mostWords = 7

  /// 8,192: where the rarest word has more documents, they are ranked without those that cannot enter, and
  /// counted apart.
  private static let mostCounted = 8_192

  /// Whether a document must have all words, and their lists can be walked by a kernel.
  var isIntersection: Bool {
    requiredCount == words.count && 2...Self.mostWords ~= words.count && areFieldsDense
  }

  /// Whether kernels can walk the lists of the only field, or of both.
  var areFieldsDense: Bool {
    guard parameters.field.isDense else { return false }
    guard let shorter = parameters.shorter else { return true }
    return shorter.isDense && isInAllSegments(parameters.field) && isInAllSegments(shorter)
  }

  private func isInAllSegments(_ field: SnapshotField) -> Bool {
    for reader in field.readers where reader == nil { return false }
    return true
  }

  /// Whether it is no burden to find all documents of an intersection.
  var isCountedAtOnce: Bool {
    snapshot.segments.indices.allSatisfy {
      leastFrequency(inSegment: $0) <= Self.mostCounted
    }
  }

  /// Whether few documents have the rarest word: else bits are counted sooner than documents compared.
  var isSparse: Bool {
    snapshot.segments.indices.allSatisfy {
      leastFrequency(inSegment: $0) <= Int(snapshot.segments[$0].documentCount) / 32
    }
  }

  /// The number of documents that have the rarest word; of two fields, that of its postings.
  private func leastFrequency(inSegment number: Int) -> Int {
    var least = Int.max
    for place in words.indices { least = min(least, frequency(place, number)) }
    return least
  }

  /// The number of postings of a word in a segment.
  private func frequency(_ place: Int, _ number: Int) -> Int {
    let (longer, shorter) = entries.both(words[place], in: number)
    return Int(longer?.documentFrequency ?? 0) + Int(shorter?.documentFrequency ?? 0)
  }

  /// Offers the documents that have all words.
  ///
  /// - Parameter counting: whether their number is wanted; else those are passed over that cannot enter.
  /// - Returns: the number of documents that were found; `nil` where bytes are not what they should be, or
  ///   lists would not give exact sums.
  func intersect(counting: Bool, into top: inout TopDocuments) -> Int? {
    let (norms, shorterNorms) = (parameters.norms, parameters.shorterNorms)
    // What the kernel reads is theirs.
    defer { withExtendedLifetime((norms, shorterNorms)) {} }
    var total = 0
    for number in snapshot.segments.indices where leastFrequency(inSegment: number) > 0 {
      let found =
        if let shorterNorms {
          intersectFields(number, norms, shorterNorms, counting, &top)
        } else {
          intersect(number, norms, counting, &top)
        }
      guard let found else { return nil }
      total += found
    }
    return total
  }

  private func intersect(
    _ number: Int, _ norms: NormTable, _ counting: Bool, _ top: inout TopDocuments
  ) -> Int? {
    // One more for what is written on the way.
    let memory = ListMemory(
      listCount: words.count + 1, longestBlock: ListMemory.blockSize, addsUp: false)
    return unsafe withKernelLists(inSegment: number, norms: norms, memory: memory) { field, lists in
      unsafe Self.order(lists)
      return unsafe offerMatches(lists, number, memory, &field, counting, &top)
    }
  }

  /// Puts at most seven lists in order, the shortest first.
  private static func order(_ lists: UnsafeMutableBufferPointer<quern_list>) {
    for end in lists.indices.dropFirst() {
      var place = end
      while place > 0, unsafe lists[place].count < lists[place - 1].count {
        unsafe lists.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  private func offerMatches(
    _ lists: UnsafeMutableBufferPointer<quern_list>, _ number: Int, _ memory: ListMemory,
    _ field: inout quern_field, _ counting: Bool, _ top: inout TopDocuments
  ) -> Int? {
    guard let start = lists.baseAddress else { return nil }
    let segment = snapshot.segments[number]
    var matches = unsafe quern_matches(
      documents: memory.candidates, sums: memory.sums, places: memory.places,
      frequencies: memory.frequencies(of: words.count), scores: memory.scores(of: words.count))
    let scoring: Int32 = parameters.limit > 0 ? 1 : 0
    var total = 0
    while true {
      let threshold = counting ? -Double.infinity : Double(top.threshold)
      // SAFETY: the kernel reads inside the section and the codes of documents below the segment's
      // count, for each of which there is one, and writes a block of documents, for which there is room.
      var found = unsafe Int(
        quern_next_matches(
          &field, start, UInt32(lists.count), threshold, scoring, &matches))
      if found <= 0 { return found == 0 ? total : nil }
      if segment.deletedCount > 0 { found = keepLive(found, memory, segment) }
      total += found
      // SAFETY: so many candidates were written.
      unsafe top.offer(memory.candidates, memory.sums, count: found, segment: number)
    }
  }

  /// Keeps those of the candidates that are not deleted.
  func keepLive(_ count: Int, _ memory: ListMemory, _ segment: SegmentReader) -> Int {
    var kept = 0
    // SAFETY: kept ≤ index < count, and so many candidates were written.
    for index in 0..<count {
      let document = unsafe memory.candidates[index]
      if segment.isDeleted(DocumentID(rawValue: document)) { continue }
      unsafe memory.candidates[kept] = document
      unsafe memory.sums[kept] = memory.sums[index]
      kept += 1
    }
    return kept
  }
}
