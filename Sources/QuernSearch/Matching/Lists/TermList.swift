import CKernels
import QuernCodec
import QuernIndex
import QuernModel
import QuernStorage

/// One term's posting list in one field, worked through by whole blocks.
///
/// HOT: the hot state of the executors that work on lists. A struct of pointers into memory that the
/// search owns (``ListMemory``); the codec is called once a block.
@safe struct TermList {
  static var end: UInt32 { DocumentID.end.rawValue }

  let weight: TermWeight

  /// The number of documents in the list, as a measure of what a walk costs.
  let cost: Int

  /// No score is above it.
  let listBound: Double

  /// The number of documents of the loaded block; 0 while none is loaded.
  private(set) var count = 0

  /// The loaded documents, then `end` up to 128.
  let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>

  /// The scores of the loaded documents; valid after ``score()``.
  let scores: UnsafeMutablePointer<Float>

  private let inverses: UnsafePointer<Float>

  /// The length codes of all documents; `nil` where few have the field.
  private let codes: UnsafePointer<UInt8>?

  private let field: FieldReader
  private let memory: ListMemory

  private var walker: PostingsWalker
  private var hasFrequencies = false
  private var hasScores = false

  // The packed frequencies of the loaded block; only if it is not a tail.
  private var packed: UnsafeRawPointer?
  private var packedWidth: UInt32 = 0

  // Goes before the walker, for bounds only.
  private var scout: PostingsWalker
  private var scoutBound: Double = -1

  /// How many documents of the segment a block covers on the average.
  private let meanSpan: UInt32

  /// Opens a list on its first block.
  init(
    _ field: FieldReader, _ entry: TermEntry, weight: TermWeight, memory: ListMemory, number: Int,
    documentCount: UInt32
  ) throws(CodecError) {
    self.weight = weight
    self.memory = memory
    self.field = field
    // SAFETY: the weight holds the table, the field its file, and `self` both.
    unsafe inverses = weight.norms.inverses
    unsafe codes = field.lengths.denseCodes?.bytes.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    }
    unsafe documents = memory.documents(of: number)
    unsafe frequencies = memory.frequencies(of: number)
    unsafe scores = memory.scores(of: number)
    // SAFETY: the memory has room for so many impacts, all of them initialised.
    walker = unsafe try field.walker(entry, impacts: memory.impacts)
    scout = walker
    cost = Int(entry.documentFrequency)
    listBound = unsafe Self.bound(memory.impacts, walker.impactCount, weight)
    let blockCount = entry.documentFrequency / UInt32(ListMemory.blockSize) + 1
    meanSpan = documentCount / blockCount + 1
  }

  /// The score of the best of some impacts.
  private static func bound(
    _ impacts: UnsafeMutableBufferPointer<Impact>, _ count: Int, _ weight: TermWeight
  ) -> Double {
    var ratio: Float = 0
    for index in 0..<count {
      let impact = unsafe impacts[index]
      ratio = max(ratio, Float(impact.frequency) * weight.norms.inverse(impact.lengthCode))
    }
    return Double(weight.score(ratio: ratio))
  }

  // MARK: Bounds

  /// Bounds the scores of some documents, without unpacking any; windows never go backwards.
  mutating func bound(from first: UInt32, through last: UInt32) throws(CodecError) -> Double {
    // A long window's best block is about the list's best one: not worth looking for.
    if last - first > 4 * meanSpan { return listBound }
    if scout.lastDocument < first {
      try scout.seekBlock(first)
      scoutBound = -1
    }
    var best = 0.0
    while scout.count > 0, scout.lastDocumentBefore &+ 1 <= last {
      best = max(best, try currentScoutBound())
      if scout.lastDocument >= last { break }
      try scout.nextBlock()
      scoutBound = -1
    }
    return best
  }

  private mutating func currentScoutBound() throws(CodecError) -> Double {
    if scoutBound < 0 {
      // SAFETY: there are 256 values.
      scoutBound =
        scout.hasBlockImpacts
        ? Double(weight.score(ratio: unsafe try scout.bestRatio(inverses))) : listBound
    }
    return scoutBound
  }

  /// Bounds the scores of the current block.
  mutating func boundBlock() throws(CodecError) -> Double {
    guard walker.hasBlockImpacts, walker.count > 0 else { return listBound }
    // SAFETY: there are 256 values.
    return Double(weight.score(ratio: unsafe try walker.bestRatio(inverses)))
  }

  // MARK: Blocks

  /// The last document of the current block; `end` past the last block.
  var blockEnd: UInt32 { walker.lastDocument }

  /// A document before which the current block has none.
  var blockStart: UInt32 {
    count > 0 ? unsafe documents[0] : walker.lastDocumentBefore &+ 1
  }

  /// Moves to the block in which `target` would be, without unpacking it.
  mutating func seekBlock(_ target: UInt32) throws(CodecError) {
    guard walker.lastDocument < target else { return }
    try walker.seekBlock(target)
    count = 0
  }

  /// Moves to the next block, without unpacking it.
  mutating func nextBlock() throws(CodecError) {
    try walker.nextBlock()
    count = 0
  }

  /// Unpacks the documents of the current block; free when done before.
  mutating func load() throws(CodecError) {
    guard count == 0, walker.count > 0 else { return }
    // SAFETY: both have room for 128 and are initialised.
    unsafe try walker.unpackDocuments(
      into: UnsafeMutableBufferPointer(start: documents, count: ListMemory.blockSize),
      frequencies: UnsafeMutableBufferPointer(start: frequencies, count: ListMemory.blockSize))
    count = walker.count
    hasScores = false
    hasFrequencies = walker.isTail
    if hasFrequencies {
      for index in count..<ListMemory.blockSize { unsafe documents[index] = Self.end }
    } else {
      let (bytes, width) = unsafe try walker.packedFrequencies()
      unsafe packed = bytes
      packedWidth = UInt32(width)
      if width == 32 { try loadFrequencies() }
    }
    // Without a length for each document, lengths are looked up block by block.
    if unsafe codes == nil { try score() }
  }

  /// Scores the loaded documents; free when done before.
  mutating func score() throws(CodecError) {
    guard !hasScores else { return }
    try loadFrequencies()
    hasScores = true
    // SAFETY: the codec has checked that all documents are below the segment's number of documents,
    // for each of which there is a length code; all buffers have room for 128.
    if let codes = unsafe codes {
      unsafe quern_score(
        documents, frequencies, UInt32(count), codes, inverses, weight.weight, scores)
    } else {
      for index in 0..<count {
        let code = try field.lengths.code(of: unsafe documents[index])
        unsafe scores[index] = weight.score(
          frequency: UInt64(frequencies[index]), lengthCode: code)
      }
    }
  }

  private mutating func loadFrequencies() throws(CodecError) {
    guard !hasFrequencies else { return }
    // SAFETY: there is room for 128, all initialised.
    unsafe try walker.unpackFrequencies(
      into: UnsafeMutableBufferPointer(start: frequencies, count: ListMemory.blockSize))
    hasFrequencies = true
  }

  /// The place of the first loaded document ≥ `target`; 128 where there is none.
  @inline(__always)
  func place(of target: UInt32) -> Int {
    // Without branches: as many steps whatever the documents are.
    var place = 0
    var step = ListMemory.blockSize / 2
    while step > 0 {
      // SAFETY: place + step ≤ 127.
      place &+= unsafe documents[place &+ step &- 1] < target ? step : 0
      step &>>= 1
    }
    return unsafe place &+ (documents[place] < target ? 1 : 0)
  }

  /// The score of one loaded document, without unpacking the frequencies of the others.
  @inline(__always)
  func score(at place: Int) -> Double {
    guard !hasScores, let codes = unsafe codes else { return Double(unsafe scores[place]) }
    let frequency: UInt32
    if hasFrequencies {
      frequency = unsafe frequencies[place]
    } else if let packed = unsafe packed {
      // SAFETY: the codec has checked that the packed block lies in the list.
      frequency =
        unsafe 1
        &+ quern_packed_value(
          packed.assumingMemoryBound(to: UInt8.self), packedWidth, UInt32(truncatingIfNeeded: place)
        )
    } else {
      frequency = 1
    }
    let inverse = unsafe inverses[Int(codes[Int(documents[place])])]
    return Double(weight.score(ratio: Float(frequency) * inverse))
  }
}
