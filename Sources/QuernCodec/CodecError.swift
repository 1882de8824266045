public import QuernStorage

/// What can be wrong with the bytes of a structure.
public enum CodecError: Error, Sendable, Hashable {
  /// The bytes are not as any writer writes them. `offset` is in the file.
  case damaged(file: String, offset: Int, expected: String, found: String)

  /// A file whose format this program does not read.
  case unsupportedVersion(file: String, found: Int, supported: ClosedRange<Int>)

  /// Reading failed, or reached outside the file.
  case storage(StorageError)
}

extension CodecError: CustomStringConvertible {
  /// The error in words: what, and where.
  public var description: String {
    switch self {
    case .damaged(let file, let offset, let expected, let found):
      "\(file): damaged at offset \(offset): expected \(expected), found \(found)"
    case .unsupportedVersion(let file, let found, let supported):
      "\(file): format version \(found), this program reads \(supported)"
    case .storage(let error):
      error.description
    }
  }
}

/// Runs a reading step and gives its error as a ``CodecError``.
@inlinable
public func reading<Value>(
  _ step: () throws(StorageError) -> Value
) throws(CodecError) -> Value {
  do { return try step() } catch { throw .storage(error) }
}
