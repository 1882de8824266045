import QuernModel
public import QuernStorage

/// Writes a file with its frame, section by section, each from front to back.
///
/// Owned by one task. A file that is not ended with ``finish()`` cannot be opened.
public final class FramedWriter {
  private let kind: FileKind
  private let output: any OutputFile
  private var table = ByteWriter()
  private var sectionCount: UInt32 = 0
  private var open: OpenSection?

  private struct OpenSection {
    var kind: SectionKind
    var field: UInt16
    var offset: Int
    var checksum = CRC32C()
  }

  /// Begins a file.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public init(_ output: any OutputFile, kind: FileKind) throws(CodecError) {
    self.output = output
    self.kind = kind
    var header = ByteWriter()
    header.write(FramingFormat.magic)
    header.writeFixed(kind.rawValue)
    header.writeFixed(FramingFormat.version)
    header.write([UInt8](repeating: 0, count: FramingFormat.headerByteCount - 4 - header.count))
    header.writeFixed(CRC32C.checksum(header.bytes))
    try put(header.bytes)
  }

  /// Begins a section.
  ///
  /// - Parameter field: the number of the field in the metadata, `nil` for the whole file.
  public func beginSection(_ kind: SectionKind, field: Int? = nil) {
    precondition(open == nil, "one section at a time")
    open = OpenSection(
      kind: kind, field: field.map(UInt16.init) ?? FramingFormat.noField, offset: output.byteCount)
  }

  /// Appends to the current section.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public func write(_ bytes: [UInt8]) throws(CodecError) {
    precondition(open != nil, "bytes belong to a section")
    open?.checksum.update(bytes)
    try put(bytes)
  }

  /// Ends the current section.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public func endSection() throws(CodecError) {
    guard let section = open else { preconditionFailure("no section is open") }
    let byteCount = output.byteCount - section.offset
    try pad()
    guard let checksum = open?.checksum.value else { return }
    open = nil
    table.writeFixed(section.kind.rawValue)
    table.writeFixed(section.field)
    table.writeFixed(checksum)
    table.writeFixed(UInt64(section.offset))
    table.writeFixed(UInt64(byteCount))
    table.writeFixed(UInt64(0))
    sectionCount += 1
  }

  /// Writes a whole section.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public func writeSection(
    _ kind: SectionKind, field: Int? = nil, _ bytes: [UInt8]
  ) throws(CodecError) {
    beginSection(kind, field: field)
    try write(bytes)
    try endSection()
  }

  /// Ends the file and makes it last through a power loss.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public func finish() throws(CodecError) -> FileFingerprint {
    precondition(open == nil, "a section is still open")
    let tableOffset = output.byteCount
    let tableHash = ContentHash.hash(table.bytes.span)
    table.align(to: FramingFormat.alignment)
    try put(table.bytes)
    let fileByteCount = output.byteCount + FramingFormat.footerByteCount
    var footer = ByteWriter()
    footer.writeFixed(UInt64(tableOffset))
    footer.writeFixed(sectionCount)
    footer.writeFixed(CRC32C.checksum(table.bytes))
    footer.writeFixed(UInt64(fileByteCount))
    footer.writeFixed(tableHash)
    footer.writeFixed(kind.rawValue)
    footer.writeFixed(FramingFormat.version)
    footer.write([UInt8](repeating: 0, count: 12))
    footer.writeFixed(CRC32C.checksum(footer.bytes))
    footer.write(FramingFormat.magic)
    try put(footer.bytes)
    try reading { () throws(StorageError) in
      try output.synchronize()
      try output.close()
    }
    return FileFingerprint(byteCount: UInt64(fileByteCount), tableHash: tableHash)
  }

  /// Gives up: closes the file, which its owner then removes.
  public func abandon() {
    // The file is to be removed; whether it closed well is of no interest.
    try? output.close()
  }

  private func pad() throws(CodecError) {
    let excess = output.byteCount % FramingFormat.alignment
    guard excess > 0 else { return }
    try write([UInt8](repeating: 0, count: FramingFormat.alignment - excess))
  }

  private func put(_ bytes: [UInt8]) throws(CodecError) {
    try reading { () throws(StorageError) in try output.write(bytes) }
  }
}
