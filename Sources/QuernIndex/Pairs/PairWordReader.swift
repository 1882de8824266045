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
