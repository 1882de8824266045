public import QuernModel
public import QuernStorage

/// Finds the documents that may have a key: a hash table in the file.
///
/// See ``KeyTableLayout`` and `FORMAT.md`. Open addressing with linear probing; a quarter of the slots or more
/// is empty, so that a probe ends soon. Whether the key is really there says the origin record of the document.
public struct KeyTable: Sendable {
  private let section: ByteView
  private let layout: KeyTableLayout
  private let documentCount: UInt32

  /// Opens the section of a segment.
  ///
  /// - Throws: ``CodecError``.
  public init(_ section: ByteView, documentCount: UInt32) throws(CodecError) {
    self.section = section
    self.documentCount = documentCount
    let (slotCount, kind) = try reading { () throws(StorageError) in
      (try section.load(UInt32.self, at: 0), try section.load(UInt32.self, at: 4))
    }
    // More slots than documents: a probe ends, and the section bounds the number of documents.
    guard
      let layout = KeyTableLayout(kind: kind, slotCount: slotCount, documentCount: documentCount),
      section.count == layout.byteCount
    else {
      throw .damaged(
        file: section.file, offset: section.fileOffset, expected: "a key table",
        found: "\(slotCount) slots for \(documentCount) documents in \(section.count) bytes")
    }
    self.layout = layout
  }

  /// The bytes of a table for the keys of a segment, by document number.
  public static func encode(_ keys: [DocumentKey]) -> [UInt8] { encode(hashes: keys.map(hash)) }

  /// The bytes of a table for keys with these hashes, by document number.
  public static func encode(hashes: [UInt64]) -> [UInt8] {
    encode(hashes: hashes, KeyTableLayout(documentCount: hashes.count))
  }

  static func encode(hashes: [UInt64], _ layout: KeyTableLayout) -> [UInt8] {
    var slots = [KeyTableLayout.Slot](repeating: .init(), count: layout.slotCount)
    for (document, hash) in hashes.enumerated() {
      var slot = layout.home(of: hash)
      while slots[slot].documentPlusOne != 0 { slot = layout.slot(after: slot) }
      slots[slot] = .init(tag: layout.tag(of: hash), documentPlusOne: UInt32(document) + 1)
    }
    var section = ByteWriter()
    section.writeFixed(UInt32(layout.slotCount))
    section.writeFixed(layout.kind)
    for slot in slots { layout.write(slot, to: &section) }
    return section.bytes
  }

  /// The hash of a key: FNV-1a of its UTF-8, folded so that all its bits reach the low ones.
  public static func hash(_ key: DocumentKey) -> UInt64 {
    let hash = ContentHash.hash(key.rawValue.utf8Span.span)
    return hash ^ (hash >> 29)
  }

  /// The documents whose keys have the hash of `key`, mostly none or one.
  ///
  /// - Throws: ``CodecError``.
  /// - Complexity: O(1) expected.
  public func candidates(_ key: DocumentKey) throws(CodecError) -> [DocumentID] {
    try candidates(hash: Self.hash(key))
  }

  func candidates(hash: UInt64) throws(CodecError) -> [DocumentID] {
    let tag = layout.tag(of: hash)
    var slot = layout.home(of: hash)
    var found: [DocumentID] = []
    for _ in 0..<layout.slotCount {
      let entry = try layout.slot(slot, in: section)
      if entry.documentPlusOne == 0 { break }
      guard entry.documentPlusOne <= documentCount else {
        throw .damaged(
          file: section.file, offset: section.fileOffset + layout.offset(of: slot),
          expected: "a document below \(documentCount)", found: "\(entry.documentPlusOne - 1)")
      }
      if entry.tag == tag { found.append(DocumentID(rawValue: entry.documentPlusOne - 1)) }
      slot = layout.slot(after: slot)
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
    for slot in 0..<layout.slotCount {
      let entry = try layout.slot(slot, in: section)
      try require(
        entry.documentPlusOne > 0 || entry.tag == 0, at: layout.offset(of: slot),
        "zeros in a slot without a document")
      entryCount += entry.documentPlusOne > 0 ? 1 : 0
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
