/// The frame that every file of an index has: header, sections, section table, footer.
///
/// Every byte lies under a checksum: header and footer carry their own, the footer carries that of
/// the table, the table carries those of the sections with their padding. See `FORMAT.md`.
enum FramingFormat {
  /// "QUERN", then bytes that a transfer in text mode would change.
  static let magic: [UInt8] = [0x51, 0x55, 0x45, 0x52, 0x4E, 0x0D, 0x0A, 0x1A]

  /// The version that is written, and those that are read.
  static let version: UInt32 = 1
  static let readableVersions: ClosedRange<Int> = 1...1

  /// Sections begin at multiples of this, a cache line.
  static let alignment = 64

  static let headerByteCount = 64
  static let footerByteCount = 64
  static let entryByteCount = 32

  /// More sections than any file has: 1,000 fields with 5 sections each, and those of the file.
  static let maximumSectionCount = 16_384

  /// The section number of a field that a section of the whole file carries.
  static let noField: UInt16 = .max
}
