/// The file that a document came from, as it was when it was read.
///
/// A later run compares size and time first, then the content hash, and so knows what is new.
public struct Source: Sendable, Hashable {
  /// The canonical path of the file.
  public var path: String

  /// The size of the file in bytes.
  public var byteCount: UInt64

  /// The time of the file's last change, in nanoseconds since 1970.
  public var modified: Int64

  /// FNV-1a (64 bit) of the bytes that became this document: a whole file, or one line of JSONL.
  public var contentHash: UInt64

  /// Whether bytes of it that are no UTF-8 were read as U+FFFD.
  public var isRepaired: Bool

  /// Makes a source of its parts.
  public init(
    path: String, byteCount: UInt64, modified: Int64, contentHash: UInt64, isRepaired: Bool = false
  ) {
    self.path = path
    self.byteCount = byteCount
    self.modified = modified
    self.contentHash = contentHash
    self.isRepaired = isRepaired
  }
}
