public import QuernCodec
public import QuernStorage

/// What can go wrong with an index on disk.
public enum IndexError: Error, Sendable, Hashable {
  /// The directory holds no commit.
  case noCommit(path: String)

  /// Another writer holds the lock.
  case locked(path: String, holder: String)

  /// A folder that should take a new index or a backup holds something else.
  case occupied(path: String, evidence: String)

  /// A structure is damaged, or of a version that this program does not read.
  case codec(CodecError)

  /// The operating system refused something.
  case storage(StorageError)
}

extension IndexError: CustomStringConvertible {
  /// The error in words: what, and where.
  public var description: String {
    switch self {
    case .noCommit(let path): "\(path): no index here"
    case .locked(let path, let holder): "\(path): locked by \(holder)"
    case .occupied(let path, let evidence): "\(path) cannot be written to: \(evidence)"
    case .codec(let error): error.description
    case .storage(let error): error.description
    }
  }
}
