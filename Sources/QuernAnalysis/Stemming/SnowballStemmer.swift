import CStemmer

/// A stemmer of libstemmer.
///
/// Belongs to one task.
@safe
final class SnowballStemmer {
  private let handle: OpaquePointer

  /// - Throws: ``AnalysisError/stemmer(algorithm:)`` for a name that libstemmer does not know.
  init(_ algorithm: String) throws(AnalysisError) {
    // SAFETY: libstemmer does not keep the name; the handle is ours alone until `deinit`.
    guard let handle = unsafe sb_stemmer_new(algorithm, "UTF_8") else {
      throw .stemmer(algorithm: algorithm)
    }
    unsafe self.handle = handle
  }

  deinit {
    // SAFETY: nobody else holds the handle.
    unsafe sb_stemmer_delete(handle)
  }

  /// Replaces `word`, which is case-folded, with its stem.
  ///
  /// - Precondition: less than 2 GB.
  func stem(_ word: inout [UInt8]) {
    // SAFETY: libstemmer reads `count` bytes; its answer holds until the next call.
    let stem = unsafe word.withUnsafeBufferPointer { buffer in
      unsafe sb_stemmer_stem(handle, buffer.baseAddress, Int32(buffer.count))
    }
    guard let stem = unsafe stem else { fatalError("libstemmer is out of memory") }
    let count = Int(unsafe sb_stemmer_length(handle))
    word.removeAll(keepingCapacity: true)
    unsafe word.append(contentsOf: UnsafeBufferPointer(start: stem, count: count))
  }
}
