import QuernCodec

/// All documents of a segment that a query finds.
struct MatchingDocuments {
  let segment: Int
  let bits: DocumentBits

  /// Calls a function with each document, in order.
  func forEach(_ body: (UInt32) throws(CodecError) -> Void) throws(CodecError) {
    try bits.forEach(body)
  }
}
