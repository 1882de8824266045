#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Memory that stays where it is until its last view is gone: a mapped file, or a copy of bytes.
///
/// Immutable, so that views of it can be shared freely between threads. A file that another program
/// shortens while it is mapped ends this one (SIGBUS): Quern's own files are never changed in place.
@safe
final class MappedRegion: @unchecked Sendable {
  // SAFETY (@unchecked Sendable): the memory is never written after `init`.
  let base: UnsafeRawPointer
  let byteCount: Int
  private let isMapped: Bool

  /// Takes over `byteCount` mapped bytes.
  init(mapped base: UnsafeRawPointer, byteCount: Int) {
    unsafe self.base = base
    self.byteCount = byteCount
    isMapped = true
  }

  /// Copies bytes.
  init(copying bytes: [UInt8]) {
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 64)
    unsafe bytes.withUnsafeBytes { source in
      // SAFETY: the new memory holds at least `bytes.count` bytes and overlaps nothing.
      unsafe copy.copyMemory(
        from: source.baseAddress ?? UnsafeRawPointer(copy), byteCount: source.count)
    }
    unsafe base = UnsafeRawPointer(copy)
    byteCount = bytes.count
    isMapped = false
  }

  deinit {
    // SAFETY: every view retains its region, so no pointer into the memory is left.
    if isMapped {
      unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount)
    } else {
      unsafe base.deallocate()
    }
  }
}
