import CICUShims
import Synchronization

/// ICU's words of one piece of text.
///
/// What ICU calls no word (rule status below 100) is left out: white space, punctuation, symbols,
/// emoji. Belongs to one task.
@safe
final class ICUWords {
  /// The number of words that one call gives at most.
  private static let wordsPerCall = 4_096

  /// Whether ICU's rules were opened once.
  private static let isKnownToOpen = Atomic(false)

  private let handle: OpaquePointer

  /// Room for the words of one call, from the first piece on.
  private var found: [quern_word] = []

  /// Where the piece begins in its text.
  private var start = 0

  /// - Throws: ``AnalysisError/icu(call:code:)``.
  init() throws(AnalysisError) {
    var code: Int32 = 0
    // SAFETY: the handle is ours alone until `deinit` closes it.
    guard let handle = unsafe quern_breaker_open(&code) else {
      throw .icu(call: "open a word breaker", code: code)
    }
    unsafe self.handle = handle
  }

  /// Makes sure that ICU's rules can be opened; opens them once in a process.
  ///
  /// - Throws: ``AnalysisError/icu(call:code:)``.
  static func check() throws(AnalysisError) {
    guard !isKnownToOpen.load(ordering: .relaxed) else { return }
    _ = try ICUWords()
    isKnownToOpen.store(true, ordering: .relaxed)
  }

  deinit {
    // SAFETY: nobody else holds the handle.
    unsafe quern_breaker_close(handle)
  }

  var memoryByteCount: Int {
    // SAFETY: the handle is open until `deinit`.
    Int(unsafe quern_breaker_byte_count(handle)) + found.count * MemoryLayout<quern_word>.stride
  }

  /// Stands before the first word of the piece of `text` at `range`.
  ///
  /// - Returns: whether the piece is well-formed UTF-8; if not, nothing happened.
  func begin(_ text: Span<UInt8>, at range: Range<Int>) -> Bool {
    var code: Int32 = 0
    start = range.lowerBound
    unsafe text.extracting(range).withUnsafeBufferPointer { buffer in
      // SAFETY: the shim copies the bytes before it returns.
      unsafe quern_breaker_set_text(handle, buffer.baseAddress, Int64(buffer.count), &code)
    }
    guard code != quern_malformed_text else { return false }
    guard code == 0 else { ICULibrary.stop(call: "cut a text into words", code: code) }
    if found.isEmpty {
      found = Array(repeating: quern_word(start: 0, end: 0, status: 0), count: Self.wordsPerCall)
    }
    return true
  }

  /// Appends the next words, as ranges of the text's bytes.
  ///
  /// - Returns: whether there may be more.
  func append(to words: inout [Range<Int>]) -> Bool {
    let count = unsafe found.withUnsafeMutableBufferPointer { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      // SAFETY: ICU's shim writes at most as many words as there is room for.
      return Int(
        unsafe quern_breaker_next(
          handle, quern_least_word_status, base, Int32(buffer.count)))
    }
    for word in found.prefix(count) {
      words.append(start + Int(word.start)..<start + Int(word.end))
    }
    return count == found.count
  }
}
