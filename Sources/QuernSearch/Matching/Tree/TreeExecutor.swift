import QuernCodec
import QuernIndex
import QuernModel

/// Finds the best documents of a tree, window by window.
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
    try forEach(scoring: true) { window in
      count += window.count
      window.forEach { document in
        let score = Float(window.score(of: document))
        guard score > top.threshold else { return }
        top.offer(
          ScoredDocument(
            score: score, segment: segment.number, document: DocumentID(rawValue: document)))
      }
    }
    return count
  }

  /// The number of documents that match.
  func count() throws(CodecError) -> Int {
    var count = 0
    try forEach(scoring: false) { count += $0.count }
    return count
  }

  /// Calls a function with each document that matches, ascending.
  func forEach(_ body: (UInt32) throws(CodecError) -> Void) throws(CodecError) {
    try forEach(scoring: false) { (window) throws(CodecError) in try window.forEach(body) }
  }

  /// Calls a function with each window that has documents which match.
  private func forEach(
    scoring: Bool, _ body: (TreeWindow) throws(CodecError) -> Void
  ) throws(CodecError) {
    let candidates = segment.windows.take()
    let window = segment.windows.take()
    let documentCount = Int(segment.reader.documentCount)
    // Before the first document nothing matches.
    var start = Int(root.document) / TreeWindow.size * TreeWindow.size
    while start < documentCount {
      candidates.fill(at: UInt32(start), below: UInt32(documentCount))
      try root.fill(window, within: candidates, scoring: scoring)
      if segment.reader.deletedCount > 0 { removeDeleted(from: window, candidates) }
      try body(window)
      start += TreeWindow.size
    }
  }

  private func removeDeleted(from window: TreeWindow, _ scratch: TreeWindow) {
    scratch.copyDocuments(of: window)
    scratch.forEach { document in
      if segment.reader.isDeleted(DocumentID(rawValue: document)) { window.remove(document) }
    }
  }
}
