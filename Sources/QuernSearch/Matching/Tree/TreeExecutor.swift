import QuernCodec
import QuernIndex
import QuernModel

/// Finds the best documents of a tree, one document after another.
struct TreeExecutor {
  private let root: any TreeCursor
  private let segment: TreeSegment

  init(_ root: any TreeCursor, _ segment: TreeSegment) {
    self.root = root
    self.segment = segment
  }

  /// Scores all documents that match.
  ///
  /// - Returns: their number.
  func run(into top: inout TopDocuments) throws(CodecError) -> Int {
    var count = 0
    try forEach { (document) throws(CodecError) in
      count += 1
      top.offer(
        ScoredDocument(
          score: Float(try root.score()), segment: segment.number,
          document: DocumentID(rawValue: document)))
    }
    return count
  }

  /// The number of documents that match.
  func count() throws(CodecError) -> Int {
    var count = 0
    try forEach { (_) throws(CodecError) in count += 1 }
    return count
  }

  /// Calls a function with each document that matches.
  func forEach(_ body: (UInt32) throws(CodecError) -> Void) throws(CodecError) {
    let hasDeletions = segment.reader.deletedCount > 0
    while root.document != root.end {
      let document = root.document
      if !hasDeletions || !segment.reader.isDeleted(DocumentID(rawValue: document)) {
        try body(document)
      }
      try root.seek(to: document + 1)
    }
  }
}
