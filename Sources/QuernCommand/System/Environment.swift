#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The environment variables of the process.
enum Environment {
  /// The number of processors that are there, at least 1.
  static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  static func value(_ name: String) -> String? {
    // SAFETY: nothing here changes the environment, so the string stays while it is copied.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
