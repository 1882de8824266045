import QuernCodec
import QuernModel

/// Scores every matching document, in the plainest way: the oracle of the other executors.
struct Exhaustive {
  private var leaves: [GroupScorer]
  private let requiredCount: Int
  private var filter: LiveFilter
  private let segment: Int

  init(_ opened: SegmentLeaves) {
    leaves = opened.required + opened.optional
    requiredCount = opened.required.count
    filter = opened.filter
    segment = opened.segment
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    while let document = leaves.map(\.document).min(), document != GroupScorer.end {
      let hasRequired = leaves.prefix(requiredCount).allSatisfy { $0.document == document }
      if hasRequired, try filter.accepts(document) {
        var sum = 0.0
        for index in leaves.indices where leaves[index].document == document {
          sum += try leaves[index].score()
        }
        top.offer(
          ScoredDocument(
            score: Float(sum), segment: segment, document: DocumentID(rawValue: document)))
      }
      for index in leaves.indices where leaves[index].document == document {
        try leaves[index].advance()
      }
    }
  }
}
