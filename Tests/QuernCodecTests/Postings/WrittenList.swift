import QuernCodec
import QuernModel
import QuernStorage

/// A list as a writer leaves it, and what a reader makes of it.
struct WrittenList: Sendable {
  var entry: TermEntry
  var postings: [UInt8]
  var positions: [UInt8]
  var documentCount: UInt32

  init(_ model: ModelList) {
    var writer = PostingListWriter()
    entry = model.write(to: &writer)
    postings = writer.takePostings()
    positions = writer.takePositions()
    documentCount = model.documentCount
  }

  func cursor() throws(CodecError) -> PostingsCursor {
    try PostingsCursor(
      ByteView(copying: postings), entry: entry, documentCount: documentCount)
  }

  func positionsCursor() throws(CodecError) -> PositionsCursor {
    try PositionsCursor(ByteView(copying: positions), entry: entry)
  }

  /// Everything that a walk from block to block reads.
  struct Walk: Hashable {
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    var positions: [[UInt32]] = []
  }

  func walk() throws(CodecError) -> Walk {
    var cursor = try cursor()
    var positionsCursor = try positionsCursor()
    var walk = Walk()
    var found: [UInt32] = []
    while cursor.lastDocument != DocumentID.end.rawValue {
      try cursor.loadDocuments()
      try cursor.loadFrequencies()
      try positionsCursor.seek(cursor.positionMark)
      for index in 0..<cursor.documents.count {
        walk.documents.append(cursor.documents[index])
        walk.frequencies.append(cursor.frequencies[index])
        try positionsCursor.read(Int(cursor.frequencies[index]), into: &found)
        walk.positions.append(found)
      }
      try cursor.nextBlock()
    }
    return walk
  }
}
