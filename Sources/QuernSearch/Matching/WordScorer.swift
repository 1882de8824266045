import QuernCodec
import QuernModel

/// One or more terms of one field, scored as if they were one term: their frequencies are summed.
struct WordScorer {
  /// The current document; `TermCursor.end` once all lists are exhausted.
  private(set) var document: UInt32

  /// No score is above it.
  let listBound: Float

  /// The number of postings, as a measure of what a walk costs.
  let cost: Int

  private var cursors: [TermCursor]
  private let weight: TermWeight

  /// The same word in the fields to whose score this one's adds (BM25F).
  private var bases: [WordScorer]

  // The bound of the blocks on which the cursors stand, and the numbers of those blocks summed.
  private var blockBound: Float = 0
  private var boundedBlocks = -1

  init(_ cursors: [TermCursor], weight: TermWeight, bases: [WordScorer] = []) {
    self.cursors = cursors
    self.weight = weight
    self.bases = bases
    document = cursors.map(\.document).min() ?? TermCursor.end
    cost = cursors.reduce(0) { $0 + Int($1.documentFrequency) }
    listBound = Self.bound(cursors.map(\.listImpacts), weight)
  }

  /// The number of documents that match, where it is known without a walk.
  var exactCount: Int? { cursors.count == 1 ? cost : nil }

  mutating func advance() throws(CodecError) {
    let current = document
    document = TermCursor.end
    for index in cursors.indices {
      if cursors[index].document == current { try cursors[index].advance() }
      document = min(document, cursors[index].document)
    }
  }

  mutating func seek(to target: UInt32) throws(CodecError) {
    guard target > document else { return }
    document = TermCursor.end
    for index in cursors.indices {
      try cursors[index].seek(to: target)
      document = min(document, cursors[index].document)
    }
  }

  /// The contribution of the current document.
  mutating func score() throws(CodecError) -> Float {
    if bases.isEmpty { return weight.score(ratio: try ratio()) }
    var base: Float = 0
    for index in bases.indices {
      try bases[index].seek(to: document)
      if bases[index].document == document { base += try bases[index].ratio() }
    }
    return weight.addition(ratio: try ratio(), base: base)
  }

  /// The frequency in the current document over the norm of its length.
  private mutating func ratio() throws(CodecError) -> Float {
    let (frequency, lengthCode) = try occurrence()
    return Float(frequency) * weight.norms.inverse(lengthCode)
  }

  /// How often the terms occur in the current document, and its length code.
  mutating func occurrence() throws(CodecError) -> (frequency: UInt64, lengthCode: UInt8) {
    var frequency: UInt64 = 0
    var lengthCode: UInt8 = 0
    for index in cursors.indices where cursors[index].document == document {
      frequency += UInt64(try cursors[index].frequency())
      lengthCode = try cursors[index].lengthCode()
    }
    return (frequency, lengthCode)
  }

  /// Moves to the blocks in which `target` would be and bounds the scores from there.
  ///
  /// The bound holds for the documents from `target` to `end`. If `target` is past the current
  /// document, the next move is a ``seek(to:)``.
  mutating func reach(_ target: UInt32) throws(CodecError) -> (bound: Float, end: UInt32) {
    var end = TermCursor.end
    var blocks = 0
    for index in cursors.indices {
      try cursors[index].reach(target)
      end = min(end, cursors[index].blockEnd)
      blocks += cursors[index].blockNumber
    }
    if blocks != boundedBlocks {
      blockBound = Self.bound(cursors.map(\.blockImpacts), weight)
      boundedBlocks = blocks
    }
    return (blockBound, end)
  }

  /// Bounds the score of a document that several lists may share: the sum of their highest
  /// frequencies, in the shortest field.
  private static func bound(_ lists: [[Impact]], _ weight: TermWeight) -> Float {
    if lists.count == 1 { return weight.bound(lists[0]) }
    var frequency: UInt64 = 0
    var lengthCode: UInt8 = .max
    for list in lists {
      frequency += UInt64(list.map(\.frequency).max() ?? 0)
      lengthCode = min(lengthCode, list.map(\.lengthCode).min() ?? .max)
    }
    return frequency == 0 ? 0 : weight.score(frequency: frequency, lengthCode: lengthCode)
  }
}
