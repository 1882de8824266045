#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The one absolute path of a file, without links, `.` and `..`.
enum CanonicalPath {
  /// The canonical path; `nil` where there is no such file.
  static func of(_ path: String) -> String? {
    // SAFETY: with no buffer given, realpath(3) allocates the string, which is copied and freed here.
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
