import CWordClasses

/// What each character does at a word boundary, as small numbers.
///
/// The committed table is copied once for each process, so that nobody else touches C's memory.
struct WordClasses: Sendable {
  static let shared = WordClasses()

  /// The class that stands for each byte from 0x80 in ``ofBytes``.
  static let nonASCII: UInt8 = 31

  /// The class of each ASCII character, and ``nonASCII``.
  let ofBytes: [UInt8]

  /// For each run of 128 code points the number of its block.
  let blocks: [UInt8]

  /// 128 classes for each block.
  let classes: [UInt8]

  private init() {
    let classCount = Int(quern_word_classes_count)
    // SAFETY: both arrays are constants of the program with as many bytes as the header says.
    blocks = unsafe Array(
      UnsafeBufferPointer(start: quern_word_blocks(), count: Int(QUERN_WORD_BLOCK_COUNT)))
    classes = unsafe Array(UnsafeBufferPointer(start: quern_word_classes(), count: classCount))
    let ascii = classes[Int(blocks[0]) << 7..<(Int(blocks[0]) + 1) << 7]
    ofBytes = ascii + Array(repeating: Self.nonASCII, count: 128)
  }
}
