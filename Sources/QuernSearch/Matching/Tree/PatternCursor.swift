import QuernCodec
import QuernIndex
import QuernModel

/// The documents with any of the words that a pattern stands for.
///
/// All lists are read at once: with thousands of lists, to keep each where it stands costs more.
final class PatternCursor: TreeCursor {
  private(set) var document: UInt32 = 0
  private var bits: DocumentBits
  private var lists: [PatternList] = []
  private let pattern: PlannedPattern
  private let segment: TreeSegment

  /// The number of documents that match.
  let cost: Int

  var documentCount: Int { Int(segment.reader.documentCount) }

  static func open(
    _ pattern: PlannedPattern, _ segment: TreeSegment
  ) throws(SearchError) -> PatternCursor? {
    let documentCount = segment.reader.documentCount
    try segment.take(Int(documentCount) / 8 + 8, for: pattern.clause)
    var bits = DocumentBits(documentCount: documentCount)
    var lists: [PatternList] = []
    var scanner = PostingsScanner()
    for member in pattern.members {
      guard let field = segment.reader.field(member.scoring.field) else { continue }
      var list = PatternList(
        member, field, segment.number, documentCount, freeByteCount: segment.freeByteCount)
      try segment.take(list.byteCount, for: pattern.clause)
      try reading { () throws(CodecError) in
        try list.read(field, segment.number, &bits, with: &scanner)
      }
      lists.append(list)
    }
    for rest in pattern.rests {
      guard let field = segment.reader.field(rest.source.name) else { continue }
      try reading { () throws(CodecError) in
        for entry in rest.entries[segment.number] {
          try field.scan(entry, wantsFrequencies: false, with: &scanner) { documents, _ in
            bits.insert(documents)
          }
        }
      }
    }
    let cursor = PatternCursor(pattern, segment, bits, lists)
    cursor.move(to: 0)
    return cursor.document == cursor.end ? nil : cursor
  }

  private init(
    _ pattern: PlannedPattern, _ segment: TreeSegment, _ bits: DocumentBits, _ lists: [PatternList]
  ) {
    self.pattern = pattern
    self.segment = segment
    self.bits = bits
    self.lists = lists
    cost = bits.count
  }

  func seek(to target: UInt32) throws(CodecError) { if target > document { move(to: target) } }

  private func move(to target: UInt32) { document = bits.first(from: target) ?? end }

  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    window.copyDocuments(of: bits, within: candidates)
    guard scoring else { return }
    window.clearScores()
    for index in lists.indices { try lists[index].addScores(to: window) }
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
