#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Looks for bytes as the C library does, many at once.
enum ByteSearch {
  /// The first place of a byte from one place up to another.
  static func firstIndex(
    of byte: UInt8, in bytes: borrowing Span<UInt8>, from start: Int, to end: Int
  ) -> Int? {
    guard start < end else { return nil }
    let rest = bytes.extracting(start..<end)
    return unsafe rest.withUnsafeBytes { rest in
      guard let base = rest.baseAddress else { return nil }
      // SAFETY: as many bytes are there; the pointer is used inside the closure only.
      guard let found = unsafe memchr(base, Int32(byte), rest.count) else { return nil }
      return unsafe start + (UnsafeRawPointer(found) - base)
    }
  }
}
