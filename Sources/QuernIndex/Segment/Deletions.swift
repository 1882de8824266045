package import QuernCodec
package import QuernStorage

/// The documents of a segment that have been deleted: one bit each.
///
/// See `FORMAT.md`.
///
///     Deletions := documentCount(u32) deletedCount(u32) word(u64){⌈documentCount / 64⌉}
package struct Deletions: Sendable, Equatable {
  package let documentCount: UInt32
  package private(set) var deletedCount: UInt32 = 0
  private var words: [UInt64]

  /// No deletions.
  package init(documentCount: UInt32) {
    self.documentCount = documentCount
    words = [UInt64](repeating: 0, count: (Int(documentCount) + 63) / 64)
  }

  package func contains(_ document: UInt32) -> Bool {
    words[Int(document >> 6)] & (1 << UInt64(document & 63)) != 0
  }

  /// Deletes a document.
  ///
  /// - Returns: whether it was there.
  package mutating func insert(_ document: UInt32) -> Bool {
    precondition(document < documentCount, "the document lies in the segment")
    guard !contains(document) else { return false }
    words[Int(document >> 6)] |= 1 << UInt64(document & 63)
    deletedCount += 1
    return true
  }

  /// The deleted documents that others do not have, ascending.
  ///
  /// - Precondition: both are of as many documents.
  func documents(notIn other: Deletions?) -> [UInt32] {
    precondition(other.map { $0.documentCount == documentCount } ?? true)
    var documents: [UInt32] = []
    for (index, word) in words.enumerated() {
      var rest = word & ~(other?.words[index] ?? 0)
      while rest != 0 {
        documents.append(UInt32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return documents
  }

  package func write(to output: any OutputFile) throws(CodecError) -> FileFingerprint {
    var bytes = ByteWriter()
    bytes.writeFixed(documentCount)
    bytes.writeFixed(deletedCount)
    for word in words { bytes.writeFixed(word) }
    let writer = try FramedWriter(output, kind: .deletions)
    try writer.writeSection(.deletions, bytes.bytes)
    return try writer.finish()
  }

  package init(_ file: FramedFile, name: String) throws(CodecError) {
    let view = try file.requiredSection(.deletions)
    for section in file.sections { try file.verify(section) }
    var reader = ByteReader(view)
    do throws(StorageError) {
      documentCount = try reader.readFixed(UInt32.self)
      deletedCount = try reader.readFixed(UInt32.self)
      words = []
      for _ in 0..<((Int(documentCount) + 63) / 64) {
        words.append(try reader.readFixed(UInt64.self))
      }
    } catch { throw .storage(error) }
    let found = words.reduce(0) { $0 + $1.nonzeroBitCount }
    // Bits behind the last document would count as deletions of nothing.
    let lastBits = documentCount % 64
    let isInside = lastBits == 0 || (words.last ?? 0) >> UInt64(lastBits) == 0
    guard found == Int(deletedCount), isInside, reader.isAtEnd else {
      throw .damaged(
        file: name, offset: view.fileOffset,
        expected: "\(deletedCount) deletions in \(documentCount) documents", found: "\(found)")
    }
  }
}
