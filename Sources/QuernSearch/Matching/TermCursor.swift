import QuernCodec
import QuernIndex
import QuernModel

/// Stands on one document of one term's posting list in one field.
///
/// Crosses into the codec once per block: the block's documents, and on demand its frequencies and
/// lengths, are copied into arrays of its own. So it may look at the bounds of a later block
/// (``reach(_:)``) and still say on which document it stood.
struct TermCursor {
  /// What a cursor stands on when its list is exhausted.
  static var end: UInt32 { DocumentID.end.rawValue }

  /// The current document; ``end`` once the list is exhausted.
  private(set) var document: UInt32 = 0

  /// Changes whenever the cursor comes to another block.
  private(set) var blockNumber = 0

  /// Where the current document stands in its block.
  private(set) var index = 0

  private var postings: PostingsCursor
  private let lengths: LengthReader

  // The loaded block; only the first `count` documents and frequencies count.
  private var documents = [UInt32](repeating: 0, count: 128)
  private var frequencies = [UInt32](repeating: 0, count: 128)
  private var codes: [UInt8] = []
  private var count = 0
  private var hasDocuments = false
  private var hasFrequencies = false
  private var hasCodes = false

  /// Opens a list and moves to its first document.
  init(_ field: FieldReader, _ entry: TermEntry) throws(SearchError) {
    do {
      postings = try field.postings(entry)
    } catch {
      throw .index(error)
    }
    lengths = field.lengths
    try reading { () throws(CodecError) in try loadBlock() }
  }

  /// The number of documents in the list.
  var documentFrequency: UInt32 { postings.documentFrequency }

  var listImpacts: [Impact] { postings.listImpacts }

  // MARK: Blocks

  /// The last document of the block that was reached; ``end`` past the last block.
  var blockEnd: UInt32 { document == Self.end ? Self.end : postings.lastDocument }

  /// The impacts of the block that was reached.
  var blockImpacts: [Impact] { postings.blockImpacts }

  /// Where the positions of the loaded block begin.
  var positionMark: PositionMark { postings.positionMark }

  /// Moves to the block in which `target` would be, without unpacking it.
  ///
  /// If `target` is past the current document, that document is given up: its frequency can no
  /// longer be asked for, and the next move is a ``seek(to:)``.
  mutating func reach(_ target: UInt32) throws(CodecError) {
    guard target > document, target > postings.lastDocument else { return }
    try postings.seekBlock(target)
    blockNumber += 1
    hasDocuments = false
  }

  // MARK: Documents

  /// Moves to the next document.
  mutating func advance() throws(CodecError) {
    if hasDocuments, index + 1 < count {
      index += 1
      document = documents[index]
    } else if document != Self.end {
      try seek(to: document + 1)
    }
  }

  /// Moves to the first document ≥ `target`, or stays put if already there; never backwards.
  mutating func seek(to target: UInt32) throws(CodecError) {
    guard target > document else { return }
    if !hasDocuments || target > postings.lastDocument {
      try reach(target)
      try loadBlock()
      guard document < target else { return }
    }
    var low = index
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if documents[middle] < target { low = middle + 1 } else { high = middle }
    }
    // The block's last document is ≥ target, unless the bytes lie.
    guard low < count else { return finish() }
    index = low
    document = documents[low]
  }

  private mutating func finish() {
    hasDocuments = false
    count = 0
    document = Self.end
  }

  /// Unpacks the block that was reached and moves to its first document.
  private mutating func loadBlock() throws(CodecError) {
    hasFrequencies = false
    hasCodes = false
    index = 0
    guard postings.lastDocument != Self.end else { return finish() }
    try postings.loadDocuments()
    count = Self.copy(postings.documents, into: &documents)
    hasDocuments = true
    if count > 0 { document = documents[0] } else { finish() }
  }

  // MARK: What is known of the current document

  /// How often the term occurs in the current document.
  mutating func frequency() throws(CodecError) -> UInt32 {
    try loadFrequencies()
    return frequencies[index]
  }

  /// The length code of the field in the current document.
  mutating func lengthCode() throws(CodecError) -> UInt8 {
    if !hasCodes {
      var codes: [UInt8] = []
      swap(&codes, &self.codes)
      try lengths.read(documents.span.extracting(first: count), into: &codes)
      swap(&codes, &self.codes)
      hasCodes = true
    }
    return index < codes.count ? codes[index] : 0
  }

  /// The number of occurrences in the documents `first ..< index` of the loaded block.
  mutating func occurrences(from first: Int) throws(CodecError) -> Int {
    try loadFrequencies()
    var sum = 0
    for place in first..<index { sum += Int(frequencies[place]) }
    return sum
  }

  private mutating func loadFrequencies() throws(CodecError) {
    guard !hasFrequencies else { return }
    try postings.loadFrequencies()
    _ = Self.copy(postings.frequencies, into: &frequencies)
    hasFrequencies = true
  }

  private static func copy(_ source: Span<UInt32>, into target: inout [UInt32]) -> Int {
    while target.count < source.count { target.append(0) }
    for place in source.indices { target[place] = source[place] }
    return source.count
  }
}
