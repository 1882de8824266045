/// Documents of a segment, a bit each, that many searches share.
///
/// Immutable.
@safe package final class DocumentSet: @unchecked Sendable {
  /// 64 documents each, the first lowest; 0 behind the last document.
  package let words: UnsafePointer<UInt64>

  /// Two words for each block of 128 documents.
  package let wordCount: Int

  // SAFETY: `wordCount` words from `init` to `deinit`, written only in `init`.
  init(
    blockCount: Int, _ block: (Int) throws(CodecError) -> (low: UInt64, high: UInt64)
  ) throws(CodecError) {
    wordCount = 2 * blockCount
    let words = UnsafeMutablePointer<UInt64>.allocate(capacity: wordCount)
    unsafe words.initialize(repeating: 0, count: wordCount)
    unsafe self.words = UnsafePointer(words)
    for number in 0..<blockCount {
      let bits = try block(number)
      unsafe words[2 * number] = bits.low
      unsafe words[2 * number + 1] = bits.high
    }
  }

  /// Those of a block, the first lowest.
  package func bits(ofBlock block: Int) -> (low: UInt64, high: UInt64) {
    precondition(block >= 0 && 2 * block < wordCount)
    // SAFETY: the block has two words.
    return unsafe (words[2 * block], words[2 * block + 1])
  }

  deinit { unsafe words.deallocate() }
}
