import CICUShims

/// Normalises words with ICU.
///
/// Belongs to one task.
@safe
package final class ICUNormalizer {
  /// A form of normalisation.
  package enum Form {
    case composed
    case decomposed

    /// NFKC with case folding. What is invisible is dropped: soft hyphens, joiners, variation
    /// selectors.
    case compatibilityCaseFolded

    fileprivate var number: Int32 {
      switch self {
      case .composed: Int32(QUERN_NFC)
      case .decomposed: Int32(QUERN_NFD)
      case .compatibilityCaseFolded: Int32(QUERN_NFKC_CASEFOLD)
      }
    }
  }

  private let handle: OpaquePointer

  /// - Throws: ``AnalysisError/icu(call:code:)``.
  package init() throws(AnalysisError) {
    var code: Int32 = 0
    // SAFETY: the handle is ours alone until `deinit` closes it.
    guard let handle = unsafe quern_normalizer_open(&code) else {
      throw .icu(call: "open its tables of normalisation", code: code)
    }
    unsafe self.handle = handle
  }

  deinit {
    // SAFETY: nobody else holds the handle.
    unsafe quern_normalizer_close(handle)
  }

  /// Replaces `word` with its normal form.
  ///
  /// - Complexity: O(*n*), but O(*m*²) for *m* combining marks in a row that are out of order.
  package func normalize(_ word: inout [UInt8], to form: Form) {
    let source = word
    var count = normalize(source, form, &word)
    if count > word.count {
      word = Array(repeating: 0, count: count)
      count = normalize(source, form, &word)
    }
    word.removeLast(word.count - count)
  }

  private func normalize(_ source: [UInt8], _ form: Form, _ result: inout [UInt8]) -> Int {
    var code: Int32 = 0
    let count = unsafe source.withUnsafeBufferPointer { source in
      unsafe result.withUnsafeMutableBufferPointer { result in
        // SAFETY: the shim reads and writes inside the two buffers and keeps neither.
        unsafe quern_normalize(
          handle, form.number, source.baseAddress, Int32(source.count), result.baseAddress,
          Int32(result.count), &code)
      }
    }
    guard code == 0 else { ICULibrary.stop(call: "normalise a word", code: code) }
    return Int(count)
  }
}
