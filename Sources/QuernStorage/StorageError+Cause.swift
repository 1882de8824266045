#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension StorageError {
  /// Why the operating system refused, where its user can do something about it.
  public enum Cause: Sendable, Hashable {
    /// The user may not, or the file system is for reading only.
    case noPermission

    /// The disk, or the user's share of it, is full.
    case noSpace
  }

  /// Why the operating system refused; `nil` for all other causes.
  public var cause: Cause? {
    guard case .system(_, _, let code, _) = self else { return nil }
    switch code {
    case EACCES, EPERM, EROFS: return .noPermission
    case ENOSPC, EDQUOT: return .noSpace
    default: return nil
    }
  }
}
