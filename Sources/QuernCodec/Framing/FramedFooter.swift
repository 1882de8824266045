import QuernStorage

/// The header and footer of a file, verified.
struct FramedFooter {
  let tableOffset: Int
  let sectionCount: Int
  let tableHash: UInt64

  init(_ view: ByteView, kind: FileKind) throws(CodecError) {
    let file = view.file
    let minimum = FramingFormat.headerByteCount + FramingFormat.footerByteCount
    guard view.count >= minimum else {
      throw .damaged(
        file: file, offset: 0, expected: "at least \(minimum) bytes", found: "\(view.count)")
    }
    try Self.checkHeader(view, kind)
    let start = view.count - FramingFormat.footerByteCount
    let footer = try reading { () throws(StorageError) in
      try view.slice(at: start, count: FramingFormat.footerByteCount)
    }
    try Self.checkMagic(footer, at: 56, "the end of the file")
    try Self.checkChecksum(footer, byteCount: 52)
    let (table, count, checksum, length, hash) = try reading { () throws(StorageError) in
      (
        try footer.load(UInt64.self, at: 0), try footer.load(UInt32.self, at: 8),
        try footer.load(UInt32.self, at: 12), try footer.load(UInt64.self, at: 16),
        try footer.load(UInt64.self, at: 24)
      )
    }
    guard length == UInt64(view.count) else {
      throw .damaged(
        file: file, offset: start + 16, expected: "a file of \(length) bytes",
        found: "\(view.count)")
    }
    guard count <= FramingFormat.maximumSectionCount, table <= UInt64(start),
      Int(count) * FramingFormat.entryByteCount <= start - Int(table)
    else {
      throw .damaged(
        file: file, offset: start, expected: "a section table in the file",
        found: "\(count) entries at \(table)")
    }
    tableOffset = Int(table)
    sectionCount = Int(count)
    tableHash = hash
    let found = CRC32C.checksum(
      try reading { () throws(StorageError) in
        try view.slice(at: Int(table), count: start - Int(table))
      }.bytes)
    guard found == checksum else {
      throw .damaged(
        file: file, offset: Int(table), expected: "checksum \(hex(checksum)) of the section table",
        found: hex(found))
    }
  }

  private static func checkHeader(_ view: ByteView, _ kind: FileKind) throws(CodecError) {
    try checkMagic(view, at: 0, "a file of Quern")
    let (foundKind, version) = try reading { () throws(StorageError) in
      (try view.load(UInt32.self, at: 8), try view.load(UInt32.self, at: 12))
    }
    guard FramingFormat.readableVersions.contains(Int(version)) else {
      throw .unsupportedVersion(
        file: view.file, found: Int(version), supported: FramingFormat.readableVersions)
    }
    try checkChecksum(view, byteCount: 60)
    guard foundKind == kind.rawValue else {
      throw .damaged(
        file: view.file, offset: 8, expected: "a file of kind \(kind.rawValue)",
        found: "kind \(foundKind)")
    }
  }

  private static func checkMagic(
    _ view: ByteView, at offset: Int, _ what: String
  ) throws(CodecError) {
    let bytes = try reading { () throws(StorageError) in
      try view.copyBytes(at: offset, count: FramingFormat.magic.count)
    }
    guard bytes == FramingFormat.magic else {
      throw .damaged(
        file: view.file, offset: view.fileOffset + offset, expected: what, found: "other bytes")
    }
  }

  /// Verifies the checksum that follows the first `byteCount` bytes of a header or footer.
  private static func checkChecksum(_ view: ByteView, byteCount: Int) throws(CodecError) {
    let (bytes, checksum) = try reading { () throws(StorageError) in
      (try view.slice(at: 0, count: byteCount), try view.load(UInt32.self, at: byteCount))
    }
    let found = CRC32C.checksum(bytes.bytes)
    guard found == checksum else {
      throw .damaged(
        file: view.file, offset: view.fileOffset, expected: "checksum \(hex(checksum))",
        found: hex(found))
    }
  }
}
