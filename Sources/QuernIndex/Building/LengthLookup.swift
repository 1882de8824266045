import QuernCodec

/// The length codes of a field that is being written, by document.
struct LengthLookup: Sendable {
  private let lengths: LengthsWriter

  /// All codes, where many documents have the field; else none.
  private let flat: [UInt8]

  init(_ lengths: LengthsWriter, documentCount: Int) {
    self.lengths = lengths
    guard lengths.count * 16 >= documentCount else {
      flat = []
      return
    }
    var codes = [UInt8](repeating: 0, count: documentCount)
    lengths.forEach { document, code in codes[Int(document)] = code }
    flat = codes
  }

  /// Appends the documents of tokens to the list of a term; see ``PostingListWriter/append(tokens:lengthCodes:)``.
  func append(_ tokens: Span<UInt64>, to lists: inout PostingListWriter) {
    if !flat.isEmpty { return lists.append(tokens: tokens, lengthCodes: flat.span) }
    var positions: [UInt32] = []
    for index in tokens.indices {
      positions.append(UInt32(truncatingIfNeeded: tokens[index]))
      let document = tokens[index] >> 32
      guard index == tokens.count - 1 || tokens[index + 1] >> 32 != document else { continue }
      let number = UInt32(truncatingIfNeeded: document)
      lists.append(document: number, lengthCode: self[number], positions: positions)
      positions.removeAll(keepingCapacity: true)
    }
  }

  subscript(document: UInt32) -> UInt8 {
    flat.isEmpty ? lengths.code(of: document) : flat[Int(document)]
  }
}
