import QuernCodec
import QuernIndex
import QuernModel

/// Stands on one document of a distinct word of a phrase, which may be any of some terms.
struct PhraseWordCursor {
  /// The current document; `TermCursor.end` once no other has the word.
  private(set) var document: UInt32

  /// The distances from the start of the phrase at which the word stands.
  let offsets: [UInt32]

  /// The number of postings, as a measure of what a walk costs.
  let cost: Int

  private var terms: [PhraseTerm]

  // Kept for its memory.
  private var more: [UInt32] = []

  init(_ terms: [PhraseTerm], offsets: [UInt32]) {
    precondition(!terms.isEmpty, "a word has a term")
    self.terms = terms
    self.offsets = offsets
    document = terms.map(\.cursor.document).min() ?? TermCursor.end
    cost = terms.reduce(0) { $0 + Int($1.cursor.documentFrequency) }
  }

  /// Opens the words of a phrase in one field of a segment.
  ///
  /// - Returns: nothing where the segment lacks one of them.
  static func open(
    _ words: [PlannedWord], _ field: FieldReader, _ number: Int
  ) throws(SearchError) -> [PhraseWordCursor]? {
    var cursors: [PhraseWordCursor] = []
    for word in words {
      var terms: [PhraseTerm] = []
      for term in word.terms {
        if let entry = term.entries[number] { terms.append(try PhraseTerm(field, entry)) }
      }
      if terms.isEmpty { return nil }
      cursors.append(PhraseWordCursor(terms, offsets: word.offsets))
    }
    return cursors
  }

  /// Moves to the first document ≥ `target`, or stays put if already there; never backwards.
  mutating func seek(to target: UInt32) throws(CodecError) {
    guard target > document else { return }
    document = TermCursor.end
    for index in terms.indices {
      try terms[index].cursor.seek(to: target)
      document = min(document, terms[index].cursor.document)
    }
  }

  /// Reads the positions at which the word stands in the current document, ascending.
  mutating func read(into positions: inout [UInt32]) throws(CodecError) {
    positions.removeAll(keepingCapacity: true)
    for index in terms.indices where terms[index].cursor.document == document {
      if positions.isEmpty {
        try terms[index].read(into: &positions)
      } else {
        try terms[index].read(into: &more)
        positions += more
        positions.sort()
      }
    }
  }

  /// The length code of the field in the current document.
  mutating func lengthCode() throws(CodecError) -> UInt8 {
    for index in terms.indices where terms[index].cursor.document == document {
      return try terms[index].cursor.lengthCode()
    }
    return 0
  }

  // MARK: Bounds

  /// No score of a phrase with this word is above it.
  func listBound(_ weight: TermWeight) -> Float {
    if terms.count == 1 { return weight.bound(terms[0].cursor.listImpacts) }
    return Self.bound(terms.map(\.cursor.listImpacts), weight)
  }

  /// Moves to the blocks in which `target` would be and bounds the scores from there to `end`.
  mutating func reach(
    _ target: UInt32, _ weight: TermWeight
  ) throws(CodecError) -> (bound: Float, end: UInt32) {
    var end = TermCursor.end
    for index in terms.indices {
      try terms[index].cursor.reach(target)
      end = min(end, terms[index].cursor.blockEnd)
    }
    if terms.count == 1 { return (weight.bound(terms[0].cursor.blockImpacts), end) }
    return (Self.bound(terms.map(\.cursor.blockImpacts), weight), end)
  }

  /// Bounds the score of a document that has all terms: the sum of their highest frequencies, in
  /// the shortest field.
  private static func bound(_ lists: [[Impact]], _ weight: TermWeight) -> Float {
    var frequency: UInt64 = 0
    var lengthCode: UInt8 = .max
    for list in lists {
      frequency += UInt64(list.map(\.frequency).max() ?? 0)
      lengthCode = min(lengthCode, list.map(\.lengthCode).min() ?? .max)
    }
    return frequency == 0 ? 0 : weight.score(frequency: frequency, lengthCode: lengthCode)
  }
}
