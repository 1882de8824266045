import QuernCodec
import QuernIndex
import QuernModel

/// Words near each other in one field, scored as one term that occurs as often as they are found.
struct ProximityScorer {
  /// The current document; `TermCursor.end` once no other has the words near each other.
  private(set) var document: UInt32 = 0

  /// How often the words are found, weighed by how near.
  private(set) var frequency: Float = 0

  let member: PlannedProximity.Member
  private var words: [PhraseWordCursor]

  /// The words, the rarest first.
  private let order: [Int]
  private var positions: [[UInt32]]

  // Kept for its memory.
  private var heads: [Int] = []

  /// Opens the lists of the words; `nil` where the segment lacks one of them.
  static func open(
    _ member: PlannedProximity.Member, _ field: FieldReader, _ number: Int
  ) throws(SearchError) -> ProximityScorer? {
    guard let words = try PhraseWordCursor.open(member.words, field, number) else { return nil }
    var scorer = ProximityScorer(member, words)
    try reading { () throws(CodecError) in try scorer.findNext(from: 0) }
    return scorer
  }

  private init(_ member: PlannedProximity.Member, _ words: [PhraseWordCursor]) {
    self.member = member
    self.words = words
    order = words.indices.sorted { words[$0].cost < words[$1].cost }
    positions = words.map { _ in [] }
  }

  /// The number of documents with the rarest word.
  var cost: Int { order.first.map { words[$0].cost } ?? 0 }

  mutating func seek(to target: UInt32) throws(CodecError) {
    if target > document { try findNext(from: target) }
  }

  mutating func score() throws(CodecError) -> Float {
    let ratio = frequency * member.scoring.weight.norms.inverse(try lengthCode())
    return member.scoring.weight.score(ratio: ratio)
  }

  mutating func lengthCode() throws(CodecError) -> UInt8 { try words[0].lengthCode() }

  /// Moves to the first document ≥ `target` that has the words near each other.
  private mutating func findNext(from target: UInt32) throws(CodecError) {
    var target = target
    search: while true {
      for word in order {
        try words[word].seek(to: target)
        let found = words[word].document
        guard found != TermCursor.end else {
          document = TermCursor.end
          return
        }
        if found != target {
          target = found
          continue search
        }
      }
      for word in words.indices { try words[word].read(into: &positions[word]) }
      frequency = member.matcher.frequency(positions, &heads)
      if frequency > 0 { break }
      target += 1
    }
    document = target
  }
}
