import QuernCodec
import QuernIndex

// Words that several fields score as one (BM25F). The list of the longest field is scored as any other;
// that of a shorter one gives what its occurrences add, and looks the others up for that. So both stay
// lists of numbers that are added up, under bounds that hold for each of them.
extension TermList {
  /// Scores the loaded documents by what they add to the scores that the bases give them.
  mutating func scoreAdditions(_ bases: TermLists) throws(CodecError) {
    for place in 0..<count {
      // SAFETY: so many documents are loaded, with their frequencies.
      let document = unsafe documents[place]
      var base: Float = 0
      for index in bases.indices { base += try bases[index].ratio(of: document) }
      unsafe scores[place] = weight.addition(ratio: try ratio(at: place), base: base)
    }
  }

  /// The frequency in a document over the norm of its length, 0 where the list does not have it;
  /// documents must be asked for in ascending order.
  private mutating func ratio(of document: UInt32) throws(CodecError) -> Float {
    try seekBlock(document)
    try load()
    guard count > 0 else { return 0 }
    let place = place(of: document)
    // SAFETY: the block ends at or behind the document, so that there is a place for it.
    return unsafe documents[place] == document ? try ratio(at: place) : 0
  }

  private func ratio(at place: Int) throws(CodecError) -> Float {
    // SAFETY: the place holds a document, for which there is a code where there are dense ones.
    let document = unsafe documents[place]
    let code: UInt8
    if let codes = unsafe codes {
      code = unsafe codes[Int(document)]
    } else {
      code = try field.lengths.code(of: document)
    }
    return Float(frequency(at: place)) * weight.norms.inverse(code)
  }
}
