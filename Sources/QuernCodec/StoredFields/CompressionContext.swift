import CZstd

/// The memory in which Zstandard compresses.
///
/// What comes out does not depend on what was compressed before. Whoever has it is alone with it: it
/// is taken out of ``Compression`` and put back.
@safe
final class CompressionContext: @unchecked Sendable {
  // SAFETY (@unchecked Sendable): one thread at a time has it, as is said above.
  private let context: OpaquePointer

  /// Level 1 with a table as for longer texts: less of what is looked up in it is found in vain.
  ///
  /// On 16 KB of English 224 MB/s, against 187 at level 1 as it is for 0.6 % more bytes. Tried: level
  /// 3, 145 MB/s for 0.3 % fewer; level -1, 190 MB/s for 32 % more; matches of 7, 236 MB/s for 1.9 %
  /// more.
  private static let parameters: [(ZSTD_cParameter, Int32)] = [
    (ZSTD_c_compressionLevel, 1), (ZSTD_c_hashLog, 16), (ZSTD_c_minMatch, 6),
  ]

  init() {
    guard let context = unsafe ZSTD_createCCtx() else {
      fatalError("no memory to compress in")
    }
    unsafe self.context = context
    for (parameter, value) in Self.parameters {
      let result = unsafe ZSTD_CCtx_setParameter(context, parameter, value)
      precondition(ZSTD_isError(result) == 0, "every version of Zstandard has these parameters")
    }
  }

  deinit { _ = unsafe ZSTD_freeCCtx(context) }

  func compress(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      unsafe bytes.withUnsafeBytes { source in
        // SAFETY: the buffer has the size that the library asks for.
        let size = unsafe ZSTD_compress2(
          context, buffer.baseAddress, bound, source.baseAddress, source.count)
        precondition(ZSTD_isError(size) == 0, "compressing into a large enough buffer cannot fail")
        count = size
      }
    }
  }
}
