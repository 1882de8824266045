import QuernCodec
import QuernIndex
import QuernModel

/// The documents with any of the words that a pattern stands for.
///
/// All lists are read at once: with thousands of lists, to keep each where it stands costs more.
final class PatternCursor: TreeCursor {
  private(set) var document: UInt32 = 0
  private var bits: [UInt64]
  private var lists: [PatternList] = []
  private let pattern: PlannedPattern
  private let segment: TreeSegment

  static func open(
    _ pattern: PlannedPattern, _ segment: TreeSegment
  ) throws(SearchError) -> PatternCursor? {
    let cursor = PatternCursor(pattern, segment)
    var scanner = PostingsScanner()
    try segment.take(cursor.bits.count * 8, for: pattern.clause)
    for member in pattern.members {
      guard let field = segment.reader.field(member.scoring.field) else { continue }
      var list = PatternList(member, field, segment.number, segment.reader.documentCount)
      try segment.take(list.byteCount, for: pattern.clause)
      try reading { () throws(CodecError) in
        try list.read(field, segment.number, &cursor.bits, with: &scanner)
      }
      cursor.lists.append(list)
    }
    for rest in pattern.rests {
      guard let field = segment.reader.field(rest.source.name) else { continue }
      try reading { () throws(CodecError) in
        for entry in rest.entries[segment.number] {
          try field.scan(entry, wantsFrequencies: false, with: &scanner) { documents, _ in
            cursor.insert(documents)
          }
        }
      }
    }
    cursor.move(to: 0)
    return cursor.document == cursor.end ? nil : cursor
  }

  private init(_ pattern: PlannedPattern, _ segment: TreeSegment) {
    self.pattern = pattern
    self.segment = segment
    bits = [UInt64](repeating: 0, count: Int(segment.reader.documentCount) / 64 + 1)
  }

  private func insert(_ documents: borrowing Span<UInt32>) {
    for index in documents.indices {
      let document = documents[index]
      bits[Int(document >> 6)] |= 1 << UInt64(document & 63)
    }
  }

  func seek(to target: UInt32) throws(CodecError) { if target > document { move(to: target) } }

  private func move(to target: UInt32) {
    var place = Int(target >> 6)
    guard place < bits.count else {
      document = end
      return
    }
    var word = bits[place] & (UInt64.max << UInt64(target & 63))
    while word == 0 {
      place += 1
      guard place < bits.count else {
        document = end
        return
      }
      word = bits[place]
    }
    document = UInt32(place << 6 | word.trailingZeroBitCount)
  }

  func score() throws(CodecError) -> Double {
    var sum = 0.0
    for index in lists.indices { sum += Double(try lists[index].score(document)) }
    return sum
  }

  func matched() throws(CodecError) -> Clause { pattern.clause }

  func explain() throws(SearchError) -> Explanation {
    var details: [Explanation] = []
    let explainer = segment.explainer(document)
    for index in lists.indices {
      let frequency = lists[index].frequency(document)
      guard frequency > 0 else { continue }
      let (code, score) = try reading { () throws(CodecError) in
        (try lists[index].lengths.code(of: document), try lists[index].score(document))
      }
      let member = lists[index].member
      let words = try explainer.words(of: member)
      let name = "\(Explainer.name(of: pattern.clause.content)) as \(words)"
      details.append(
        explainer.explain(
          member.scoring, name: name, score: score, frequency: Float(frequency), lengthCode: code,
          idf: explainer.explainIDF(of: member), closeness: member.closeness))
    }
    guard !details.isEmpty else {
      return Explanation(
        value: 0,
        summary: "\(Explainer.name(of: pattern.clause.content)): a word beyond the "
          + "\(TermPattern.maximumScoredCount) that are scored")
    }
    return Explainer.sum(details, name: Explainer.name(of: pattern.clause.content))
  }
}
