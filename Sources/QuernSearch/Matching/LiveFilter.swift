import QuernCodec
import QuernIndex
import QuernModel

/// Says which documents may be found: those that are neither deleted nor excluded by the query.
struct LiveFilter {
  private let segment: SegmentReader
  private let hasDeletions: Bool
  private var prohibited: [GroupScorer]

  init(_ segment: SegmentReader, prohibited: [GroupScorer]) {
    self.segment = segment
    self.prohibited = prohibited
    hasDeletions = segment.deletedCount > 0
  }

  /// Whether every document may be found.
  var acceptsAll: Bool { !hasDeletions && prohibited.isEmpty }

  /// The number of documents in the segment, those that may not be found included.
  var documentCount: UInt32 { segment.documentCount }

  /// Whether a document may be found; documents must be asked for in ascending order.
  mutating func accepts(_ document: UInt32) throws(CodecError) -> Bool {
    if hasDeletions, segment.isDeleted(DocumentID(rawValue: document)) { return false }
    for index in prohibited.indices {
      try prohibited[index].seek(to: document)
      if prohibited[index].document == document { return false }
    }
    return true
  }

  /// Offers those of the candidates that may be found; documents ascend from call to call.
  mutating func offer(
    _ memory: ListMemory, _ count: Int, segment number: Int, to top: inout TopDocuments
  ) throws(CodecError) {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    if acceptsAll {
      // SAFETY: so many candidates were written.
      return unsafe top.offer(candidates, sums, count: count, segment: number)
    }
    for index in 0..<count where unsafe Float(sums[index]) > top.threshold {
      let document = unsafe candidates[index]
      guard try accepts(document) else { continue }
      top.offer(
        ScoredDocument(
          score: unsafe Float(sums[index]), segment: number,
          document: DocumentID(rawValue: document)))
    }
  }
}
