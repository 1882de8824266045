public import QuernStorage

/// A file of an index whose frame has been verified: its sections can be taken out by kind.
///
/// Opening verifies header, footer and section table, and the small sections on which everything else rests: metadata,
/// commits, columns and frequent words. What the others hold is verified by ``verify(_:)``.
public struct FramedFile: Sendable {
  /// A section as the table lists it.
  public struct Section: Sendable, Hashable {
    /// The kind, or `nil` for one that this version does not know.
    public let kind: SectionKind?

    /// The number of the field, or `nil` for a section of the whole file.
    public let field: Int?

    /// Where the section begins, in bytes.
    public let offset: Int

    /// Its size in bytes, without the padding.
    public let byteCount: Int
    let checksum: UInt32
  }

  /// What tells this file from every other.
  public let fingerprint: FileFingerprint

  /// All sections, in the order of the file.
  public let sections: [Section]

  /// All bytes of the file.
  package let view: ByteView
  private let tableOffset: Int

  /// The sections by kind and field: there are five a field, and fields may be many.
  private let places: [Place: Int]

  private struct Place: Hashable {
    var kind: SectionKind
    var field: Int?
  }

  /// Opens a file.
  ///
  /// - Throws: ``CodecError/damaged(file:offset:expected:found:)``,
  ///   ``CodecError/unsupportedVersion(file:found:supported:)``.
  public init(_ view: ByteView, kind: FileKind) throws(CodecError) {
    self.view = view
    let footer = try FramedFooter(view, kind: kind)
    fingerprint = FileFingerprint(byteCount: UInt64(view.count), tableHash: footer.tableHash)
    tableOffset = footer.tableOffset
    sections = try Self.readTable(view, footer)
    places = Dictionary(
      sections.enumerated().compactMap { number, section in
        section.kind.map { (Place(kind: $0, field: section.field), number) }
      }, uniquingKeysWith: { first, _ in first })
    for section in sections {
      switch section.kind {
      case .metadata, .commit, .columns, .pairs: try verify(section)
      default: break
      }
    }
  }

  /// The bytes of a section; `nil` where the file has none of that kind.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public func section(_ kind: SectionKind, field: Int? = nil) throws(CodecError) -> ByteView? {
    guard let number = places[Place(kind: kind, field: field)] else { return nil }
    let section = sections[number]
    return try reading { () throws(StorageError) in
      try view.slice(at: section.offset, count: section.byteCount)
    }
  }

  /// The bytes of a section that the file must have.
  ///
  /// - Throws: ``CodecError/damaged(file:offset:expected:found:)``.
  public func requiredSection(
    _ kind: SectionKind, field: Int? = nil
  ) throws(CodecError) -> ByteView {
    guard let bytes = try section(kind, field: field) else {
      throw .damaged(
        file: view.file, offset: tableOffset, expected: "a section \(kind)", found: "none")
    }
    return bytes
  }

  /// Verifies the checksum of a section and its padding.
  ///
  /// - Throws: ``CodecError/damaged(file:offset:expected:found:)``.
  /// - Complexity: O(bytes).
  public func verify(_ section: Section) throws(CodecError) {
    let end = min(Self.aligned(section.offset + section.byteCount), tableOffset)
    let bytes = try reading { () throws(StorageError) in
      try view.slice(at: section.offset, count: end - section.offset)
    }
    let found = CRC32C.checksum(bytes.bytes)
    guard found == section.checksum else {
      throw .damaged(
        file: view.file, offset: section.offset,
        expected: "checksum \(hex(section.checksum)) of section \(section.name)", found: hex(found))
    }
  }

  /// Whether the header of a file is as some version of this program wrote it, so that a version that
  /// is not read is no damage.
  package static func hasSoundHeader(_ view: ByteView) -> Bool {
    do throws(StorageError) {
      let size = FramingFormat.headerByteCount - 4
      let (bytes, checksum) = (
        try view.slice(at: 0, count: size), try view.load(UInt32.self, at: size)
      )
      return CRC32C.checksum(bytes.bytes) == checksum
    } catch { return false }
  }

  private static func aligned(_ offset: Int) -> Int {
    (offset + FramingFormat.alignment - 1) / FramingFormat.alignment * FramingFormat.alignment
  }

  /// Reads the table; the sections must follow one another without a gap.
  private static func readTable(
    _ view: ByteView, _ footer: FramedFooter
  ) throws(CodecError) -> [Section] {
    var sections: [Section] = []
    var expectedOffset = FramingFormat.headerByteCount
    let file = view.file
    for index in 0..<footer.sectionCount {
      let at = footer.tableOffset + index * FramingFormat.entryByteCount
      let section = try reading { () throws(StorageError) in
        let field = try view.load(UInt16.self, at: at + 2)
        return Section(
          kind: SectionKind(rawValue: try view.load(UInt16.self, at: at)),
          field: field == FramingFormat.noField ? nil : Int(field),
          offset: Int(clamping: try view.load(UInt64.self, at: at + 8)),
          byteCount: Int(clamping: try view.load(UInt64.self, at: at + 16)),
          checksum: try view.load(UInt32.self, at: at + 4))
      }
      guard section.offset == expectedOffset,
        section.byteCount <= footer.tableOffset - section.offset
      else {
        throw .damaged(
          file: file, offset: at, expected: "a section at \(expectedOffset)",
          found: "\(section.byteCount) bytes at \(section.offset)")
      }
      expectedOffset = aligned(section.offset + section.byteCount)
      sections.append(section)
    }
    guard expectedOffset == footer.tableOffset else {
      throw .damaged(
        file: file, offset: footer.tableOffset, expected: "the table at \(expectedOffset)",
        found: "a gap")
    }
    return sections
  }
}

extension FramedFile.Section {
  /// The kind and the field in words.
  public var name: String {
    let kind = kind.map { "\($0)" } ?? "of an unknown kind"
    return field.map { "\(kind) of field \($0)" } ?? kind
  }
}

/// A checksum as it is shown to people.
func hex(_ value: UInt32) -> String { "0x" + String(value, radix: 16) }
