public import QuernStorage

/// Says how long a field is in each document of a segment, as length codes.
public struct LengthReader: Sendable {
  private let codes: ByteView

  /// The documents that have the field, where few have it: little-endian `UInt32`s, ascending.
  private let sparseDocuments: ByteView?

  /// Opens the section of a field.
  ///
  /// - Throws: ``CodecError``.
  public init(_ section: ByteView, documentCount: UInt32) throws(CodecError) {
    let kind = try reading { () throws(StorageError) in try section.load(UInt8.self, at: 0) }
    switch kind {
    case LengthsFormat.dense:
      codes = try reading { () throws(StorageError) in
        try section.slice(at: 1, count: Int(documentCount))
      }
      sparseDocuments = nil
    case LengthsFormat.sparse:
      let reserved = try reading { () throws(StorageError) in
        try section.load(UInt32.self, at: 0) >> 8
      }
      guard reserved == 0 else {
        throw .damaged(
          file: section.file, offset: section.fileOffset, expected: "zeros after the kind",
          found: "\(reserved)")
      }
      (sparseDocuments, codes) = try reading { () throws(StorageError) in
        let count = Int(try section.load(UInt32.self, at: 4))
        return (
          try section.slice(at: 8, count: count * 4),
          try section.slice(at: 8 + count * 4, count: count)
        )
      }
    default:
      throw .damaged(
        file: section.file, offset: section.fileOffset, expected: "lengths of kind 0 or 1",
        found: "kind \(kind)")
    }
  }

  /// Whether there is a code for each document of the segment.
  package var isDense: Bool { sparseDocuments == nil }

  /// The codes of all documents, one byte each; `nil` where few documents have the field.
  package var denseCodes: ByteView? { sparseDocuments == nil ? codes : nil }

  /// Where the codes of all documents begin, as long as the reader lives; `nil` where few documents have
  /// the field.
  package var denseStart: UnsafePointer<UInt8>? {
    // SAFETY: the reader holds the bytes.
    guard sparseDocuments == nil else { return nil }
    return unsafe codes.bytes.withUnsafeBytes { bytes in
      unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    }
  }

  /// The codes of some documents, in step with them, in place of what `codes` held.
  ///
  /// A document without the field has code 0. Documents must lie in the segment.
  ///
  /// - Throws: ``CodecError``.
  public func read(
    _ documents: borrowing Span<UInt32>, into result: inout [UInt8]
  ) throws(CodecError) {
    result.removeAll(keepingCapacity: true)
    for index in documents.indices { result.append(try code(of: documents[index])) }
  }

  /// Calls a function with each document that has the field, in order, and its code.
  ///
  /// - Throws: ``CodecError``, also where the documents do not ascend.
  public func forEach(
    _ body: (UInt32, UInt8) throws(CodecError) -> Void
  ) throws(CodecError) {
    var next: UInt64 = 0
    for index in 0..<codes.count {
      let (document, code) = try reading { () throws(StorageError) in
        (
          try sparseDocuments?.load(UInt32.self, at: index * 4) ?? UInt32(index),
          try codes.load(UInt8.self, at: index)
        )
      }
      guard document >= next else {
        throw .damaged(
          file: codes.file, offset: codes.fileOffset, expected: "a document from \(next)",
          found: "\(document)")
      }
      next = UInt64(document) + 1
      if code != 0 { try body(document, code) }
    }
  }

  /// The code of one document.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1), or O(log *n*) where only *n* documents have the field.
  public func code(of document: UInt32) throws(CodecError) -> UInt8 {
    do throws(StorageError) {
      guard let sparseDocuments else { return try codes.load(UInt8.self, at: Int(document)) }
      var low = 0
      var high = codes.count
      while low < high {
        let middle = (low + high) / 2
        if try sparseDocuments.load(UInt32.self, at: middle * 4) < document {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low < codes.count, try sparseDocuments.load(UInt32.self, at: low * 4) == document else {
        return 0
      }
      return try codes.load(UInt8.self, at: low)
    } catch { throw .storage(error) }
  }
}
