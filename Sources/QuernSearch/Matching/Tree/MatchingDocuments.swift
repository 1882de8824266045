package import QuernCodec

/// Walks over the documents of a segment that a condition matches.
package protocol MatchingDocuments {
  /// The current document; `DocumentID.end.rawValue` once no other matches.
  var document: UInt32 { get }

  /// Moves to the first document ≥ `target`, or stays put if already there; never backwards.
  mutating func seek(to target: UInt32) throws(CodecError)
}
