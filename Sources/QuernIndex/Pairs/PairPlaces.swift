import QuernCodec

/// The places of frequent words in a range of documents, brought into the order of the documents.
struct PairPlaces {
  private var first: UInt32 = 0

  /// By word: the document, and position · 256 + number of the word.
  private var documents: [UInt32] = []
  private var places: [UInt64] = []

  /// How many places each document of the range has.
  private var counts: [Int] = []

  private var found: [UInt32] = []

  /// The number of places in the range.
  var count: Int { places.count }

  /// Begins a range of documents.
  mutating func begin(_ first: UInt32, documentCount: Int) {
    self.first = first
    documents.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    counts = [Int](repeating: 0, count: documentCount)
  }

  /// Reads a word in the documents up to the last one of the range; it counts once at a position.
  mutating func read(
    _ reader: inout PairWordReader, _ word: UInt8, through last: UInt32
  ) throws(CodecError) {
    while reader.document <= last {
      let document = reader.document
      try reader.read(into: &found)
      let before = places.count
      for position in found {
        let place = UInt64(position) << 8 | UInt64(word)
        // Only damaged lists have a position twice, and then perhaps a million times.
        if places.count > before, places[places.count - 1] == place { continue }
        documents.append(document)
        places.append(place)
      }
      counts[Int(document - first)] += places.count - before
    }
  }

  /// Calls a function for each document that has places: by word, each word's ascending.
  func forEachDocument(_ body: (UInt32, ArraySlice<UInt64>) -> Void) {
    var ends: [Int] = []
    ends.reserveCapacity(counts.count)
    var sum = 0
    for count in counts {
      ends.append(sum)
      sum += count
    }
    var sorted = [UInt64](repeating: 0, count: places.count)
    for (number, document) in documents.enumerated() {
      let place = ends[Int(document - first)]
      ends[Int(document - first)] = place + 1
      sorted[place] = places[number]
    }
    var start = 0
    for (number, end) in ends.enumerated() {
      if start < end { body(first + UInt32(number), sorted[start..<end]) }
      start = end
    }
  }
}
