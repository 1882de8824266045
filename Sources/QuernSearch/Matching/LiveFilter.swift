import QuernCodec
import QuernIndex
import QuernModel

/// Says which documents may be found: those that are not deleted, not excluded by the query, and meet
/// its conditions.
struct LiveFilter {
  private let segment: SegmentReader
  private let hasDeletions: Bool
  private var prohibited: [GroupScorer]

  /// `nil` where there are no conditions.
  private let conditions: ConditionFilter?

  init(_ segment: SegmentReader, prohibited: [GroupScorer], conditions: ConditionFilter? = nil) {
    self.segment = segment
    self.prohibited = prohibited
    self.conditions = conditions
    hasDeletions = segment.deletedCount > 0
  }

  /// Whether every document may be found.
  var acceptsAll: Bool { acceptsAllThatMeet && conditions == nil }

  /// Whether every document may be found that meets the conditions.
  var acceptsAllThatMeet: Bool { !hasDeletions && prohibited.isEmpty }

  /// Whether documents may be asked for again from the first one on.
  var canRestart: Bool { prohibited.isEmpty }

  /// The number of documents in the segment, those that may not be found included.
  var documentCount: UInt32 { segment.documentCount }

  /// Whether a document may be found; documents must be asked for in ascending order.
  mutating func accepts(_ document: UInt32) throws(CodecError) -> Bool {
    if hasDeletions, segment.isDeleted(DocumentID(rawValue: document)) { return false }
    if let conditions, try !conditions.accepts(document) { return false }
    for index in prohibited.indices {
      try prohibited[index].seek(to: document)
      if prohibited[index].document == document { return false }
    }
    return true
  }

  /// Whether some document of a range may meet the conditions.
  func mayAccept(_ first: UInt32, through last: UInt32) throws(CodecError) -> Bool {
    guard let conditions, first <= last else { return true }
    return try conditions.mayAccept(first, through: last)
  }

  /// Keeps those of the candidates that meet the conditions, before anything is looked up for them.
  ///
  /// - Returns: their number.
  func keep(_ count: Int, _ memory: ListMemory) throws(CodecError) -> Int {
    try conditions?.keep(count, memory) ?? count
  }

  /// How many of some documents, which ascend, meet the conditions.
  func countMeeting(_ documents: Span<UInt32>) throws(CodecError) -> Int {
    try conditions?.count(documents) ?? documents.count
  }

  /// Takes the documents out that do not meet the conditions.
  ///
  /// - Returns: whether all that are left may be found.
  func restrict(_ bits: inout DocumentBits) throws(CodecError) -> Bool {
    if let conditions { try bits.formIntersection(conditions) }
    return acceptsAllThatMeet
  }

  /// Offers those of the candidates that may be found; documents ascend from call to call.
  mutating func offer(
    _ memory: ListMemory, _ count: Int, segment number: Int, to top: inout TopDocuments
  ) throws(CodecError) {
    let (candidates, sums) = unsafe (memory.candidates, memory.sums)
    if acceptsAllThatMeet, top.takesAll {
      let kept = try keep(count, memory)
      // SAFETY: so many candidates were written.
      return unsafe top.offer(candidates, sums, count: kept, segment: number)
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
