import CICUShims

/// Cuts a text into words as ICU does, piece by piece.
///
/// What ICU calls no word (rule status below 100) is left out: white space, punctuation, symbols,
/// emoji, and by a quirk of ICU 72 a word that ends in `_` and a combining mark.
@safe
package final class UnicodeWordBreaker: WordBreaker {
  /// The number of words that one call gives at most.
  private static let wordsPerCall = 4_096

  private let handle: OpaquePointer
  private let pieces: TextPieces
  private var found: [quern_word]

  /// Where the piece that ICU holds begins, and where the next one does.
  private var pieceStart = 0
  private var pieceEnd = 0
  private var isInsidePiece = false

  /// - Throws: ``AnalysisError/icu(call:code:)``.
  package init(pieces: TextPieces = TextPieces()) throws(AnalysisError) {
    var code: Int32 = 0
    // SAFETY: the handle is ours alone until `deinit` closes it.
    guard let handle = unsafe quern_breaker_open(&code) else {
      throw .icu(call: "open a word breaker", code: code)
    }
    unsafe self.handle = handle
    self.pieces = pieces
    found = Array(repeating: quern_word(start: 0, end: 0, status: 0), count: Self.wordsPerCall)
  }

  deinit {
    // SAFETY: nobody else holds the handle.
    unsafe quern_breaker_close(handle)
  }

  package var memoryByteCount: Int {
    // SAFETY: the handle is open until `deinit`.
    Int(unsafe quern_breaker_byte_count(handle)) + found.count * MemoryLayout<quern_word>.stride
  }

  package func begin() {
    pieceStart = 0
    pieceEnd = 0
    isInsidePiece = false
  }

  package func next(_ text: Span<UInt8>, into words: inout [Range<Int>]) -> Bool {
    words.removeAll(keepingCapacity: true)
    if !isInsidePiece {
      guard pieceEnd < text.count else { return false }
      pieceStart = pieceEnd
      pieceEnd = pieces.end(of: text, from: pieceStart)
      hand(over: text.extracting(pieceStart..<pieceEnd))
      isInsidePiece = true
    }
    let count = unsafe found.withUnsafeMutableBufferPointer { buffer -> Int in
      guard let base = buffer.baseAddress else { return 0 }
      // SAFETY: ICU's shim writes at most as many words as there is room for.
      return Int(
        unsafe quern_breaker_next(
          handle, quern_least_word_status, base, Int32(buffer.count)))
    }
    for word in found.prefix(count) {
      words.append(pieceStart + Int(word.start)..<pieceStart + Int(word.end))
    }
    isInsidePiece = count == found.count
    return isInsidePiece || pieceEnd < text.count
  }

  private func hand(over piece: Span<UInt8>) {
    var code: Int32 = 0
    unsafe piece.withUnsafeBufferPointer { buffer in
      // SAFETY: the shim copies the bytes before it returns.
      unsafe quern_breaker_set_text(handle, buffer.baseAddress, Int64(buffer.count), &code)
    }
    guard code == 0 else { ICULibrary.stop(call: "cut a text into words", code: code) }
  }
}
