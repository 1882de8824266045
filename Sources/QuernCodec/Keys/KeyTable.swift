public import QuernModel
public import QuernStorage

/// Finds the documents that may have a key: a hash table in the file.
///
/// See `FORMAT.md`.
///
///     KeyTable := slotCount(u32) zero(u32) (tag(u32) documentPlusOne(u32)){slotCount}
///
/// Open addressing with linear probing; the number of slots is a power of two and about 1.5 times
/// that of the documents or more, so that a probe always ends at an empty slot. A key's home is given by the
/// low bits of its hash, the tag by the high 32; whether the key is really there says the origin
/// record of the document.
public struct KeyTable: Sendable {
  private let section: ByteView
  private let slotCount: Int
  private let documentCount: UInt32

  private static let headerByteCount = 8
  private static let slotByteCount = 8

  /// Opens the section of a segment.
  ///
  /// - Throws: ``CodecError``.
  public init(_ section: ByteView, documentCount: UInt32) throws(CodecError) {
    self.section = section
    self.documentCount = documentCount
    slotCount = Int(
      try reading { () throws(StorageError) in try section.load(UInt32.self, at: 0) })
    // More slots than documents: a probe ends, and the section bounds the number of documents.
    guard slotCount > documentCount, slotCount & (slotCount - 1) == 0,
      section.count == Self.headerByteCount + slotCount * Self.slotByteCount
    else {
      throw .damaged(
        file: section.file, offset: section.fileOffset, expected: "a key table",
        found: "\(slotCount) slots for \(documentCount) documents in \(section.count) bytes")
    }
  }

  /// The bytes of a table for the keys of a segment, by document number.
  public static func encode(_ keys: [DocumentKey]) -> [UInt8] { encode(hashes: keys.map(hash)) }

  /// The bytes of a table for keys with these hashes, by document number.
  public static func encode(hashes: [UInt64]) -> [UInt8] {
    var slotCount = 1
    while slotCount * 2 < hashes.count * 3 + 2 { slotCount *= 2 }
    var slots = [(tag: UInt32, document: UInt32)](repeating: (0, 0), count: slotCount)
    for (document, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
      while slots[slot].document != 0 { slot = (slot + 1) & (slotCount - 1) }
      slots[slot] = (UInt32(truncatingIfNeeded: hash >> 32), UInt32(document) + 1)
    }
    var section = ByteWriter()
    section.writeFixed(UInt32(slotCount))
    section.writeFixed(UInt32(0))
    for slot in slots {
      section.writeFixed(slot.tag)
      section.writeFixed(slot.document)
    }
    return section.bytes
  }

  /// The hash of a key: FNV-1a of its UTF-8, folded so that all its bits reach the low ones.
  public static func hash(_ key: DocumentKey) -> UInt64 {
    let hash = ContentHash.hash(Array(key.rawValue.utf8).span)
    return hash ^ (hash >> 29)
  }

  /// The documents whose keys have the hash of `key`, mostly none or one.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1) expected.
  public func candidates(_ key: DocumentKey) throws(CodecError) -> [DocumentID] {
    let hash = Self.hash(key)
    let tag = UInt32(truncatingIfNeeded: hash >> 32)
    var slot = Int(truncatingIfNeeded: hash) & (slotCount - 1)
    var found: [DocumentID] = []
    for _ in 0..<slotCount {
      let at = Self.headerByteCount + slot * Self.slotByteCount
      let (slotTag, plusOne) = try reading { () throws(StorageError) in
        (try section.load(UInt32.self, at: at), try section.load(UInt32.self, at: at + 4))
      }
      if plusOne == 0 { break }
      guard plusOne <= documentCount else {
        throw .damaged(
          file: section.file, offset: section.fileOffset + at + 4,
          expected: "a document below \(documentCount)", found: "\(plusOne - 1)")
      }
      if slotTag == tag { found.append(DocumentID(rawValue: plusOne - 1)) }
      slot = (slot + 1) & (slotCount - 1)
    }
    return found
  }
}

extension KeyTable {
  /// Verifies that there are as many entries as documents, and nothing but zeros besides.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(slots).
  public func check() throws(CodecError) {
    var entryCount: UInt32 = 0
    let reserved = try reading { () throws(StorageError) in try section.load(UInt32.self, at: 4) }
    try require(reserved == 0, at: 4, "zeros")
    for slot in 0..<slotCount {
      let at = Self.headerByteCount + slot * Self.slotByteCount
      let (tag, plusOne) = try reading { () throws(StorageError) in
        (try section.load(UInt32.self, at: at), try section.load(UInt32.self, at: at + 4))
      }
      try require(plusOne > 0 || tag == 0, at: at, "zeros in a slot without a document")
      entryCount += plusOne > 0 ? 1 : 0
    }
    try require(
      entryCount == documentCount, at: 0, "\(documentCount) documents, one to a slot")
  }

  private func require(
    _ isSound: Bool, at offset: Int, _ expected: String
  ) throws(CodecError) {
    guard !isSound else { return }
    throw .damaged(
      file: section.file, offset: section.fileOffset + offset, expected: expected, found: "others")
  }
}
