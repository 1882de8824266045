import QuernCodec
import QuernModel

/// The occurrences of pairs in the order in which they are found.
struct PairLog: Sendable {
  private(set) var pairs: [UInt16] = []
  /// A document in the high half, the position of the first word in the low one.
  private(set) var tokens: [UInt64] = []

  /// The word at each position of a document, plus 1; 0 where none is, and between documents.
  private var words = [UInt8](repeating: 0, count: 4_096)

  /// 16,384: of short documents; of longer ones as many as have ``placesAtOnce``.
  private static let mostDocumentsAtOnce: UInt32 = 16_384

  /// 1 Mi, which take 20 MB.
  private static let placesAtOnce = 1 << 20

  /// Finds the pairs of the documents from where the words stand to one, some documents at a time.
  ///
  /// How many are looked at together follows from how many words those before had.
  ///
  /// - Parameter limit: above so many occurrences the search ends.
  mutating func find(
    _ words: [PairWordReader], before end: UInt32, limit: Int
  ) throws(CodecError) {
    var words = words
    var places = PairPlaces()
    var atOnce: UInt32 = 64
    while pairs.count <= limit, let next = words.lazy.map(\.document).min(),
      next != DocumentID.end.rawValue, next < end
    {
      // The end of all documents is the greatest number: no document.
      let last = next + min(atOnce, end - next) - 1
      places.begin(next, documentCount: Int(atOnce))
      for number in words.indices {
        try places.read(&words[number], UInt8(number), through: last)
      }
      places.forEachDocument { document, places in append(document, places, limit: limit) }
      if places.count < Self.placesAtOnce / 2 {
        atOnce = min(2 * atOnce, Self.mostDocumentsAtOnce)
      } else if places.count > Self.placesAtOnce {
        atOnce = max(1, atOnce / 2)
      }
    }
  }

  /// Finds the pairs of some documents in their tokens.
  ///
  /// - Parameters:
  ///   - numbers: the number of each term's word, plus 1; 0 for one that is not frequent.
  ///   - limit: once it is exceeded, here or by another thread, the search ends with the next run.
  mutating func find(
    _ log: TokenLog, _ share: TokenLog.Share, _ numbers: [UInt8], limit: PairLimit
  ) {
    // A token and what it stands behind, where that is a word.
    var (previous, following, last) = (UInt8(0), UInt64.max, UInt32.max)
    let numbers = numbers.span
    // What a run may have at most; whether two words are a pair is not to be guessed.
    var found = [UInt64](repeating: 0, count: 64)
    var untaken = 0
    log.forEachRun(of: share) { document, position, terms in
      guard !limit.isExceeded else { return }
      if document != last || UInt64(position) != following { previous = 0 }
      if found.count < terms.count { found = [UInt64](repeating: 0, count: 2 * terms.count) }
      var places = found.mutableSpan
      var count = 0
      for index in terms.indices {
        let word = numbers[Int(terms[index])]
        let place = position &+ UInt32(truncatingIfNeeded: index) &- 1
        places[count] = UInt64(place) &<< 16 | UInt64(previous) &<< 8 | UInt64(word)
        count &+= (word == 0 ? 0 : 1) & (previous == 0 ? 0 : 1)
        previous = word
      }
      append(document, found, count)
      untaken += count
      limit.take(&untaken)
      (last, following) = (document, UInt64(position) + UInt64(terms.count))
    }
    limit.take(&untaken, isLast: true)
  }

  /// - Parameter found: position · 65,536 + number of the first word, plus 1, · 256 + that of the
  ///   second; the first `count` count.
  private mutating func append(_ document: UInt32, _ found: [UInt64], _ count: Int) {
    // Else the standard library would write a length of 0 to what all empty arrays share.
    guard count > 0 else { return }
    pairs.append(addingCapacity: count) { pairs in
      for index in 0..<count {
        let (first, second) = (found[index] >> 8 & 0xFF, found[index] & 0xFF)
        pairs.append(UInt16(truncatingIfNeeded: (first &- 1) &* 64 &+ second &- 1))
      }
    }
    tokens.append(addingCapacity: count) { tokens in
      for index in 0..<count { tokens.append(UInt64(document) << 32 | found[index] >> 16) }
    }
  }

  var count: Int { pairs.count }

  /// Adds up how often each pair is there, by its number.
  func add(to counts: inout [Int]) {
    var sums = counts.mutableSpan
    for pair in pairs { sums[Int(pair)] &+= 1 }
  }

  /// Gives back the room that is not used: an array that grows has up to as much again.
  mutating func trim() {
    pairs = Self.trimmed(pairs)
    tokens = Self.trimmed(tokens)
  }

  private static func trimmed<Number>(_ numbers: [Number]) -> [Number] {
    Array(capacity: numbers.count) { room in
      for number in numbers { room.append(number) }
    }
  }

  /// Finds the pairs of a document.
  ///
  /// - Parameters:
  ///   - places: position · 256 + number of the word: by word, each word's ascending, none twice.
  ///   - limit: with more occurrences than that there is nothing to be found any more.
  private mutating func append(_ document: UInt32, _ places: ArraySlice<UInt64>, limit: Int) {
    guard pairs.count <= limit else { return }
    guard isSimple(places) else { return appendSorted(document, places.sorted(), limit: limit) }
    for place in places { words[Int(place >> 8)] = UInt8(truncatingIfNeeded: place) + 1 }
    for place in places {
      let second = words[Int(place >> 8) + 1]
      if second > 0 { append(document, place, second - 1) }
    }
    for place in places { words[Int(place >> 8)] = 0 }
  }

  /// Whether positions are small, and no two words share one.
  private mutating func isSimple(_ places: ArraySlice<UInt64>) -> Bool {
    var isSimple = true
    var checked = places.startIndex
    while isSimple, checked < places.endIndex {
      let position = Int(truncatingIfNeeded: places[checked] >> 8)
      isSimple = position + 1 < words.count && words[position] == 0
      if isSimple {
        words[position] = 1
        checked += 1
      }
    }
    for place in places[..<checked] { words[Int(place >> 8)] = 0 }
    return isSimple
  }

  private mutating func append(_ document: UInt32, _ first: UInt64, _ second: UInt8) {
    pairs.append(UInt16(first & 0xFF) * 64 + UInt16(second))
    tokens.append(UInt64(document) << 32 | UInt64(UInt32(truncatingIfNeeded: first >> 8)))
  }

  /// The same for any positions, by their order.
  ///
  /// Where words share positions, each place is followed by every word at most: 64 pairs.
  private mutating func appendSorted(_ document: UInt32, _ places: [UInt64], limit: Int) {
    var next = 0
    for first in places where pairs.count <= limit {
      let position = first >> 8
      while next < places.count, places[next] >> 8 <= position { next += 1 }
      var second = next
      while second < places.count, places[second] >> 8 == position + 1 {
        append(document, first, UInt8(truncatingIfNeeded: places[second]))
        second += 1
      }
    }
  }
}
