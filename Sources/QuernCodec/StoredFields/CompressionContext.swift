import CZstd

/// The memory in which Zstandard compresses.
///
/// What comes out does not depend on what was compressed before. Whoever has it is alone with it: it
/// is taken out of ``Compression`` and put back.
@safe
final class CompressionContext: @unchecked Sendable {
  private let context: OpaquePointer

  init() {
    guard let context = unsafe ZSTD_createCCtx() else {
      fatalError("no memory to compress in")
    }
    unsafe self.context = context
  }

  deinit { _ = unsafe ZSTD_freeCCtx(context) }

  func compress(_ bytes: [UInt8], level: Int32) -> [UInt8] {
    let bound = ZSTD_compressBound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      unsafe bytes.withUnsafeBytes { source in
        // SAFETY: the buffer has the size that the library asks for.
        let size = unsafe ZSTD_compressCCtx(
          context, buffer.baseAddress, bound, source.baseAddress, source.count, level)
        precondition(ZSTD_isError(size) == 0, "compressing into a large enough buffer cannot fail")
        count = size
      }
    }
  }
}
