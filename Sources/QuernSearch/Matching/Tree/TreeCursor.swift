import QuernCodec
import QuernModel

/// Walks over the documents of a segment that a part of a query matches.
///
/// A class and not a struct: parts lie in each other, and a payload of an enum cannot be changed in
/// place. Belongs to one task.
protocol TreeCursor: AnyObject {
  /// The current document; `TermCursor.end` once no other matches.
  var document: UInt32 { get }

  /// Moves to the first document ≥ `target`, or stays put if already there; never backwards.
  func seek(to target: UInt32) throws(CodecError)

  /// The contribution of the current document.
  func score() throws(CodecError) -> Double

  /// The number of documents in the segment.
  var documentCount: Int { get }

  /// About how many documents a walk over all of them would look at.
  var cost: Int { get }

  /// Finds the documents of a window that match, out of some candidates, with their scores where these
  /// are wanted.
  ///
  /// Windows ascend, and what came before them is given up: the next ``seek(to:)`` is behind the window.
  func fill(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError)

  /// What of the query the current document matches.
  func matched() throws(CodecError) -> Clause

  /// How the contribution of the current document comes about.
  func explain() throws(SearchError) -> Explanation
}

extension TreeCursor {
  /// What a cursor stands on that has no more documents.
  var end: UInt32 { TermCursor.end }

  /// Whether to look at each of some candidates is less than to look at all documents of the window that
  /// the part may match.
  func isFew(_ candidates: TreeWindow) -> Bool {
    4 * candidates.count < cost / max(1, documentCount / TreeWindow.size)
  }

  /// Fills a window document by document: candidate by candidate where they are few.
  @inline(__always)
  func fillOneByOne(
    _ window: TreeWindow, within candidates: TreeWindow, scoring: Bool
  ) throws(CodecError) {
    window.clear(at: candidates.start)
    let last = candidates.last
    guard document <= last else { return }
    if isFew(candidates) {
      return try candidates.forEach { (candidate) throws(CodecError) in
        try seek(to: candidate)
        guard document == candidate else { return }
        if scoring {
          window.insert(candidate, score: try score())
        } else {
          window.insert(candidate)
        }
      }
    }
    try seek(to: candidates.start)
    while document <= last, document != end {
      let found = document
      if candidates.contains(found) {
        if scoring { window.insert(found, score: try score()) } else { window.insert(found) }
      }
      try seek(to: found + 1)
    }
  }

  /// Whether a document matches; asked for ascending documents.
  func matches(_ target: UInt32) throws(CodecError) -> Bool {
    try seek(to: target)
    return document == target
  }
}
