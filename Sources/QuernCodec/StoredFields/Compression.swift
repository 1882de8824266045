import CZstd
import QuernStorage
import Synchronization

/// Zstandard, as one call each way.
enum Compression {
  /// Contexts that nobody uses at the moment: to make one takes a fifth of the time.
  private static let contexts = Mutex<[CompressionContext]>([])

  static func compress(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
    let context = contexts.withLock { $0.popLast() } ?? CompressionContext()
    defer { contexts.withLock { $0.append(context) } }
    return context.compress(bytes)
  }

  /// Unpacks bytes whose size is known.
  ///
  /// - Returns: `nil` where they do not decode to just that size.
  static func decompress(_ bytes: borrowing RawSpan, byteCount: Int) -> [UInt8]? {
    var isWhole = false
    let result = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      unsafe bytes.withUnsafeBytes { source in
        // SAFETY: the library writes at most `byteCount` bytes.
        let size = unsafe ZSTD_decompress(
          buffer.baseAddress, byteCount, source.baseAddress, source.count)
        isWhole = ZSTD_isError(size) == 0 && size == byteCount
        count = isWhole ? byteCount : 0
      }
    }
    return isWhole ? result : nil
  }
}
