import QuernStorage

/// The length codes of one field.
///
/// See `FORMAT.md`.
///
/// `Lengths := 0 code{documentCount}` where many documents have the field,
/// `Lengths := 1 zero{3} count(u32) document(u32){count} code{count}` where few have it.
enum LengthsFormat {
  /// The codes of all documents, one byte each.
  static let dense: UInt8 = 0

  /// The documents that have the field, ascending, then their codes.
  static let sparse: UInt8 = 1

  /// A sparse document takes 5 bytes, a dense one 1.
  static let sparseByteCount = 5
}

/// Collects the length codes of one field of a segment.
public struct LengthsWriter: Sendable {
  private var documents: [UInt32] = []
  private var codes: [UInt8] = []

  /// Starts with no documents.
  public init() {}

  /// The number of documents that have the field.
  public var count: Int { documents.count }

  /// The code of a document; 0 for one without the field.
  ///
  /// - Complexity: O(log *n*) in the number of documents with the field; no memory, so that a
  ///   thousand small fields of a large segment cost little.
  public func code(of document: UInt32) -> UInt8 {
    var low = 0
    var high = documents.count
    while low < high {
      let middle = (low + high) / 2
      if documents[middle] < document { low = middle + 1 } else { high = middle }
    }
    return low < documents.count && documents[low] == document ? codes[low] : 0
  }

  /// Adds the next document that has the field; documents ascend, codes are not 0.
  public mutating func append(document: UInt32, code: UInt8) {
    precondition(documents.last.map { $0 < document } ?? true, "documents ascend")
    precondition(code != 0, "a document without tokens does not have the field")
    documents.append(document)
    codes.append(code)
  }

  /// Calls a function with each document that has the field, and its code.
  public func forEach(_ body: (UInt32, UInt8) -> Void) {
    for (document, code) in zip(documents, codes) { body(document, code) }
  }

  /// The bytes of the section.
  public func encode(documentCount: Int) -> [UInt8] {
    var bytes = ByteWriter()
    if documents.count * LengthsFormat.sparseByteCount < documentCount {
      bytes.write([LengthsFormat.sparse, 0, 0, 0])
      bytes.writeFixed(UInt32(documents.count))
      for document in documents { bytes.writeFixed(document) }
      bytes.write(codes)
      return bytes.bytes
    }
    bytes.writeByte(LengthsFormat.dense)
    var all = [UInt8](repeating: 0, count: documentCount)
    for (document, code) in zip(documents, codes) { all[Int(document)] = code }
    bytes.write(all)
    return bytes.bytes
  }
}
