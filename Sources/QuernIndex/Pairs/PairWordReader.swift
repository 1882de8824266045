import QuernCodec
import QuernModel

/// The lists of one frequent word, read document after document.
struct PairWordReader {
  /// The document that comes next; `end` past the last one.
  private(set) var document: UInt32 = 0

  private(set) var postings: PostingsCursor
  private var positions: PositionsCursor
  private var index = 0

  init(_ postings: PostingsCursor, _ positions: PositionsCursor) throws(CodecError) {
    (self.postings, self.positions) = (postings, positions)
    try load()
  }

  /// The same, from the first document on that is none of the earlier ones.
  init(
    _ postings: PostingsCursor, _ positions: PositionsCursor, from first: UInt32
  ) throws(CodecError) {
    (self.postings, self.positions) = (postings, positions)
    try self.postings.seekBlock(first)
    if self.postings.lastDocument != DocumentID.end.rawValue {
      try self.positions.seek(self.postings.positionMark)
    }
    try load()
    var passed = 0
    while document < first {
      passed += Int(self.postings.frequencies[index])
      index += 1
      document = self.postings.documents[index]
    }
    try self.positions.skip(passed)
  }

  private mutating func load() throws(CodecError) {
    try postings.loadDocuments()
    try postings.loadFrequencies()
    index = 0
    document = postings.documents.isEmpty ? DocumentID.end.rawValue : postings.documents[0]
  }

  /// Reads the positions in the current document and moves to the next one.
  mutating func read(into values: inout [UInt32]) throws(CodecError) {
    try positions.read(Int(postings.frequencies[index]), into: &values)
    index += 1
    if index < postings.documents.count {
      document = postings.documents[index]
    } else {
      try postings.nextBlock()
      try load()
    }
  }
}
