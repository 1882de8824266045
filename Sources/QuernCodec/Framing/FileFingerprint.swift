/// What tells one file of an index from every other: its size and a hash over its checksums.
///
/// A commit names its files with their fingerprints, so that a file of another commit under the
/// same name is noticed.
public struct FileFingerprint: Sendable, Hashable {
  /// The size of the file in bytes.
  public var byteCount: UInt64

  /// FNV-1a (64 bit) of the section table.
  public var tableHash: UInt64

  /// Makes a fingerprint of its two numbers.
  public init(byteCount: UInt64, tableHash: UInt64) {
    self.byteCount = byteCount
    self.tableHash = tableHash
  }
}
