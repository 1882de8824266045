/// A file that a scan has found and that is to be read.
public struct ScannedFile: Sendable, Hashable {
  /// The canonical path; `-` for standard input.
  public var path: String

  /// What the file is read as.
  public var format: InputFormat

  /// The size in bytes.
  public var byteCount: UInt64

  /// The time of the last change, in nanoseconds since 1970.
  public var modified: Int64

  /// Whether this is standard input, of which nothing is known beforehand.
  public var isStandardInput: Bool { path == FolderScan.standardInputPath }
}
