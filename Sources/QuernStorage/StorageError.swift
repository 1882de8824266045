/// What can go wrong between this program and the disk.
public enum StorageError: Error, Sendable, Hashable {
  /// A call of the operating system failed.
  case system(call: String, path: String, code: Int32, reason: String)

  /// A name that a directory does not hold.
  case noSuchFile(path: String)

  /// Bytes were asked for that lie outside the file, or outside the part of it that was given.
  case outOfBounds(file: String, offset: Int, wanted: Int, available: Int)

  /// A number in the file that takes more bytes than its type allows.
  case malformedInteger(file: String, offset: Int)

  /// Text in the file that is not UTF-8.
  case malformedText(file: String, offset: Int)

  /// Another process holds the lock; `holder` is what it wrote into the lock file.
  case locked(path: String, holder: String)
}

extension StorageError: CustomStringConvertible {
  /// The error in words: what, and where.
  public var description: String {
    switch self {
    case .system(let call, let path, _, let reason):
      "\(path): \(call) failed: \(reason)"
    case .noSuchFile(let path):
      "\(path): no such file"
    case .outOfBounds(let file, let offset, let wanted, let available):
      "\(file): \(wanted) bytes wanted at offset \(offset), \(available) there"
    case .malformedInteger(let file, let offset):
      "\(file): malformed integer at offset \(offset)"
    case .malformedText(let file, let offset):
      "\(file): text at offset \(offset) is not UTF-8"
    case .locked(let path, let holder):
      "\(path): locked by \(holder)"
    }
  }
}
