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

  /// What of the query the current document matches.
  func matched() throws(CodecError) -> Clause

  /// How the contribution of the current document comes about.
  func explain() throws(SearchError) -> Explanation
}

extension TreeCursor {
  /// What a cursor stands on that has no more documents.
  var end: UInt32 { TermCursor.end }

  /// Whether a document matches; asked for ascending documents.
  func matches(_ target: UInt32) throws(CodecError) -> Bool {
    try seek(to: target)
    return document == target
  }
}
