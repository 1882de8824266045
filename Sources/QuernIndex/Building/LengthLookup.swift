import QuernCodec

/// The length codes of a field that is being written, by document.
struct LengthLookup: Sendable {
  private let lengths: LengthsWriter

  /// All codes, where many documents have the field.
  private let flat: [UInt8]?

  init(_ lengths: LengthsWriter, documentCount: Int) {
    self.lengths = lengths
    guard lengths.count * 16 >= documentCount else {
      flat = nil
      return
    }
    var codes = [UInt8](repeating: 0, count: documentCount)
    lengths.forEach { document, code in codes[Int(document)] = code }
    flat = codes
  }

  subscript(document: UInt32) -> UInt8 {
    flat.map { $0[Int(document)] } ?? lengths.code(of: document)
  }
}
