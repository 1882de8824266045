#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The environment variables of the process.
enum Environment {
  static func value(_ name: String) -> String? {
    // SAFETY: nothing here changes the environment, so the string stays while it is copied.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
