import QuernCodec
import QuernModel

/// Words at fixed distances in one field, scored as one term that occurs as often as the phrase.
struct PhraseScorer {
  private typealias Cursor = TermCursor

  /// The current document; `TermCursor.end` once no other has the phrase.
  private(set) var document: UInt32 = 0

  /// No score is above it.
  let listBound: Float

  /// The number of postings of the rarest word, as a measure of what a walk costs.
  let cost: Int

  /// The rarest word first.
  private var words: [PhraseWordCursor]
  private let weight: TermWeight

  /// How often the phrase occurs in the current document.
  private var frequency: UInt64 = 0

  // Kept for their memory.
  private var starts: [UInt32] = []
  private var positions: [UInt32] = []

  /// Moves to the first document with the phrase.
  init(_ words: [PhraseWordCursor], weight: TermWeight) throws(SearchError) {
    precondition(!words.isEmpty, "a phrase has words")
    self.words = words.sorted { $0.cost < $1.cost }
    self.weight = weight
    cost = self.words[0].cost
    // The phrase occurs at most as often as each of its words.
    listBound = words.map { $0.listBound(weight) }.min() ?? 0
    try reading { () throws(CodecError) in try findNext(from: 0) }
  }

  mutating func advance() throws(CodecError) {
    if document != Cursor.end { try findNext(from: document + 1) }
  }

  mutating func seek(to target: UInt32) throws(CodecError) {
    if target > document { try findNext(from: target) }
  }

  /// The contribution of the current document.
  mutating func score() throws(CodecError) -> Float {
    let (frequency, lengthCode) = try occurrence()
    return weight.score(frequency: frequency, lengthCode: lengthCode)
  }

  /// How often the phrase occurs in the current document, and its length code.
  mutating func occurrence() throws(CodecError) -> (frequency: UInt64, lengthCode: UInt8) {
    (frequency, try words[0].lengthCode())
  }

  /// Moves to the blocks in which `target` would be and bounds the scores from there.
  ///
  /// The bound holds for the documents from `target` to `end`. If `target` is past the current
  /// document, the next move is a ``seek(to:)``.
  mutating func reach(_ target: UInt32) throws(CodecError) -> (bound: Float, end: UInt32) {
    guard document != Cursor.end else { return (0, Cursor.end) }
    var bound = listBound
    var end = Cursor.end
    // Words may stand beyond `target` already, on the current document; their blocks still hold it.
    for index in words.indices {
      let block = try words[index].reach(target, weight)
      end = min(end, block.end)
      bound = min(bound, block.bound)
    }
    return (bound, end)
  }

  /// Moves to the first document ≥ `target` that has the phrase.
  private mutating func findNext(from target: UInt32) throws(CodecError) {
    var target = target
    while true {
      try words[0].seek(to: target)
      target = words[0].document
      guard target != Cursor.end else { break }
      if let later = try findMissing(target) {
        target = later
        if target == Cursor.end { break }
        continue
      }
      frequency = try countPhrases()
      if frequency > 0 { break }
      target += 1
    }
    document = target
  }

  /// Moves all words to a document; gives a later one to go on with if one of them lacks it.
  private mutating func findMissing(_ target: UInt32) throws(CodecError) -> UInt32? {
    for index in words.indices.dropFirst() {
      try words[index].seek(to: target)
      if words[index].document != target { return words[index].document }
    }
    return nil
  }

  /// Counts the phrase in the document on which all words stand.
  private mutating func countPhrases() throws(CodecError) -> UInt64 {
    for index in words.indices {
      try words[index].read(into: &positions)
      for (place, offset) in words[index].offsets.enumerated() {
        if index == 0 && place == 0 {
          starts.removeAll(keepingCapacity: true)
          for position in positions where position >= offset { starts.append(position - offset) }
        } else {
          keepStarts(offset: offset)
        }
        if starts.isEmpty { return 0 }
      }
    }
    return UInt64(starts.count)
  }

  /// Keeps those starts of which one of the positions is `offset` away; both ascend.
  private mutating func keepStarts(offset: UInt32) {
    var kept = 0
    var next = 0
    for start in starts {
      let wanted = UInt64(start) + UInt64(offset)
      while next < positions.count, UInt64(positions[next]) < wanted { next += 1 }
      guard next < positions.count else { break }
      if UInt64(positions[next]) == wanted {
        starts[kept] = start
        kept += 1
      }
    }
    starts.removeLast(starts.count - kept)
  }
}
