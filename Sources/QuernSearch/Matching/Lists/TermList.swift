import CKernels
import QuernCodec
import QuernIndex
import QuernModel
import QuernStorage

/// One term's posting list in one field, worked through by whole blocks.
///
/// HOT: the hot state of the executors that work on lists. A struct of pointers into memory that the
/// search owns (``ListMemory``) and holds as long as its lists; the codec is called once a block.
///
/// All methods are mutating, even those that change nothing: where a list stands in memory, the compiler
/// (6.3) copies the whole of it for a call of another, some 500 bytes.
@safe struct TermList: ~Copyable {
  static var end: UInt32 { DocumentID.end.rawValue }

  let weight: TermWeight

  /// The number of documents in the list, as a measure of what a walk costs; of several merged lists
  /// their sum, of a phrase that of its rarest word.
  let cost: Int

  /// The lists of terms that are scored as one, of the words of a phrase, the rarest first, or of a word
  /// in several fields, the longest first.
  let parts: TermLists?

  /// Matches the words where the parts are those of a phrase.
  let matcher: PhraseMatcher?

  /// The scores of the loaded documents where the parts are those of several fields; valid after
  /// ``score()``.
  let totals: UnsafeMutablePointer<Double>?

  /// The parts of those fields, and whether their scores add up as they are (BM25) or saturate as one
  /// (BM25F).
  let fields: FieldLists?
  let addsUp: Bool

  /// Whether it is a word with one list in each of two fields.
  let isOverTwoFields: Bool

  /// The highest frequency in the list, and the smallest length code.
  let highestFrequency: UInt64
  let lowestLengthCode: UInt8

  /// No score is above it; of a word, nor is a ratio of frequency and norm above the other.
  let listBound: Double
  let listRatio: Float

  /// Whether the current block is loaded.
  var isLoaded = false

  /// The number of documents of the loaded block; 0 while none is loaded.
  var count = 0

  /// The last document of the current block; `end` past the last block.
  var blockEnd: UInt32

  /// Of merged lists and phrases: the first document that is not passed.
  var nextDocument: UInt32 = 0

  /// A phrase need not be found in documents where it would score no more.
  var cutoff = -Double.infinity

  /// Where a document was found in the loaded block.
  var foundPlace = 0

  /// How many documents a block has at most: a power of two.
  let capacity: Int

  /// The loaded documents, then `end` up to the capacity.
  let documents: UnsafeMutablePointer<UInt32>
  let frequencies: UnsafeMutablePointer<UInt32>

  /// The scores of the loaded documents; valid after ``score()``.
  let scores: UnsafeMutablePointer<Float>

  let inverses: UnsafePointer<Float>

  /// The length codes of all documents; `nil` where few have the field.
  let codes: UnsafePointer<UInt8>?

  let field: FieldReader

  var walker: PostingsWalker

  /// Whether blocks have bounds of their own.
  let hasBlockImpacts: Bool
  var hasFrequencies = false
  var hasScores = false

  /// Of a part of a word over several fields, whether ratios stand where scores would; of the word,
  /// whether the bound of its block is the closer one.
  var hasRatios = false
  var isTight = false

  // The packed frequencies of the loaded block; only if it is not a tail.
  private var block = UnpackedBlock.none

  /// Where the list begins.
  let firstPlace: PostingsPlace

  // Goes before the walker, for bounds only.
  var scoutPlace: PostingsPlace
  var scoutRatio: Float = -1

  /// The bounds of the walker's block; below 0 while they are not known.
  var blockBound: Double = -1
  var blockRatio: Float = -1

  /// How many documents of the segment a block covers on the average.
  let meanSpan: UInt32

  /// Opens a list on its first block.
  init(
    _ field: FieldReader, _ term: FoundTerm, weight: TermWeight, memory: ListMemory, number: Int,
    documentCount: UInt32
  ) throws(CodecError) {
    self.weight = weight
    self.field = field
    unsafe (parts, matcher, totals) = (nil, nil, nil)
    (fields, addsUp, isOverTwoFields) = (nil, false, false)
    // SAFETY: the weight holds the table, the field its file, and `self` both.
    unsafe inverses = weight.norms.inverses
    unsafe codes = field.lengths.denseStart
    unsafe documents = memory.documents(of: number)
    unsafe frequencies = memory.frequencies(of: number)
    unsafe scores = memory.scores(of: number)
    // SAFETY: the memory has room for so many impacts, all of them initialised.
    walker = unsafe try field.walker(term.entry, ofPair: term.isPair, impacts: memory.impacts)
    firstPlace = walker.place
    scoutPlace = firstPlace
    hasBlockImpacts = walker.hasBlockImpacts
    cost = Int(term.entry.documentFrequency)
    blockEnd = walker.lastDocument
    capacity = ListMemory.blockSize
    var (highest, lowest): (UInt32, UInt8) = (0, .max)
    var ratio: Float = 0
    for index in 0..<walker.impactCount {
      let impact = unsafe memory.impacts[index]
      highest = max(highest, impact.frequency)
      lowest = min(lowest, impact.lengthCode)
      ratio = max(ratio, Float(impact.frequency) * weight.norms.inverse(impact.lengthCode))
    }
    (listBound, listRatio) = (Double(weight.score(ratio: ratio)), ratio)
    (highestFrequency, lowestLengthCode) = (UInt64(highest), lowest)
    let blockCount = term.entry.documentFrequency / UInt32(ListMemory.blockSize) + 1
    meanSpan = documentCount / blockCount + 1
  }

  // MARK: Blocks

  /// A document before which the current block has none.
  var blockStart: UInt32 {
    mutating get {
      if count > 0 { return unsafe documents[0] }
      // Asked first, and not retained.
      if let fields { return firstDocument(fields) }
      return parts == nil ? walker.place.lastDocumentBefore &+ 1 : nextDocument
    }
  }

  /// Moves to the block in which `target` would be, without unpacking it.
  @inline(__always)
  mutating func seekBlock(_ target: UInt32) throws(CodecError) {
    if blockEnd < target { try passBlocks(to: target) }
  }

  @inline(never)
  private mutating func passBlocks(to target: UInt32) throws(CodecError) {
    if let fields { return try seekFields(fields, target) }
    if let parts { return try seekParts(parts, target) }
    try walker.seekBlock(target)
    enterBlock()
  }

  /// Moves to the next block, without unpacking it.
  mutating func nextBlock() throws(CodecError) {
    guard blockEnd != Self.end else { return }
    if let fields { return try seekFields(fields, blockEnd + 1) }
    if let parts { return try seekParts(parts, blockEnd + 1) }
    try walker.nextBlock()
    enterBlock()
  }

  /// Stands where the walker does, on a block that is not loaded.
  mutating func enterBlock() {
    blockEnd = walker.place.lastDocument
    (blockBound, blockRatio) = (-1, -1)
    count = 0
    isLoaded = false
  }

  /// Unpacks the documents of the current block; free when done before.
  @inline(__always)
  mutating func load() throws(CodecError) {
    if !isLoaded, blockEnd != Self.end { try unpack() }
  }

  @inline(never)
  private mutating func unpack() throws(CodecError) {
    isLoaded = true
    hasRatios = false
    if let fields { return try joinBlock(fields) }
    if let parts { return try mergeBlock(parts) }
    // SAFETY: both have room for 128 and are initialised.
    unsafe try walker.unpack(
      into: UnsafeMutableBufferPointer(start: documents, count: ListMemory.blockSize),
      frequencies: UnsafeMutableBufferPointer(start: frequencies, count: ListMemory.blockSize),
      &block)
    count = block.count
    hasScores = false
    hasFrequencies = block.isTail
    if block.isTail {
      for index in count..<ListMemory.blockSize { unsafe documents[index] = Self.end }
    } else if unsafe block.frequencies.width == 32 {
      try loadFrequencies()
    }
    // Without a length for each document, lengths are looked up block by block.
    if unsafe codes == nil { try score() }
  }

  /// Scores the loaded documents; free when done before.
  mutating func score() throws(CodecError) {
    guard !hasScores else { return }
    if let fields { return try scoreFields(fields) }
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

  mutating func loadFrequencies() throws(CodecError) {
    guard !hasFrequencies else { return }
    hasFrequencies =
      unsafe isLoaded && quern_unpack_frequencies(block.frequencies, frequencies) > 0
    if hasFrequencies { return }
    // SAFETY: there is room for 128, all initialised.
    unsafe try walker.unpackFrequencies(
      into: UnsafeMutableBufferPointer(start: frequencies, count: ListMemory.blockSize))
    hasFrequencies = true
  }

  // MARK: Documents

  /// The place of the first loaded document ≥ `target`; the capacity where there is none.
  @inline(__always)
  mutating func place(of target: UInt32) -> Int {
    var place = 0
    // The longer block of merged lists first comes down to 128.
    if capacity > ListMemory.blockSize {
      var step = capacity / 2
      while step >= ListMemory.blockSize {
        // SAFETY: place + step is below the capacity.
        place &+= unsafe documents[place &+ step &- 1] < target ? step : 0
        step &>>= 1
      }
    }
    // Without branches: as many steps, unrolled, whatever the documents are.
    var step = ListMemory.blockSize / 2
    while step > 0 {
      // SAFETY: as above.
      place &+= unsafe documents[place &+ step &- 1] < target ? step : 0
      step &>>= 1
    }
    return unsafe place &+ (documents[place] < target ? 1 : 0)
  }

  /// The frequency of one loaded document, without unpacking those of the others.
  @inline(__always)
  mutating func frequency(at place: Int) -> UInt32 {
    if hasFrequencies { return unsafe frequencies[place] }
    // SAFETY: the codec has checked that the packed block lies in the list.
    return unsafe quern_frequency(block.frequencies, UInt32(truncatingIfNeeded: place))
  }

  /// The score of one loaded document, without unpacking the frequencies of the others.
  @inline(__always)
  mutating func score(at place: Int) -> Double {
    guard !hasScores, let codes = unsafe codes else {
      return unsafe totals.map { unsafe $0[place] } ?? Double(unsafe scores[place])
    }
    let inverse = unsafe inverses[Int(codes[Int(documents[place])])]
    return Double(weight.score(ratio: Float(frequency(at: place)) * inverse))
  }
}
