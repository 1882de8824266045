/// How the dictionary of a field stands in a file: two sections, blocks and index; a third, letters, where
/// it is large.
///
/// ```
/// Blocks := Block{⌈termCount / 16⌉}
/// Block  := Term{16}, fewer in the last block
/// Term   := shared     varint: the bytes that the term has in common with the one before; left out
///                      in the first term of a block, which is written whole
///           size       varint: the bytes that follow
///           suffix     the rest of the term
///           documents  varint: document frequency
///           more       varint: total frequency − document frequency
///           postings   varint: offset of the posting list − that of the term before; in the first
///                      term of a block the offset itself
///           positions  varint: the same for the list of positions
///
/// Index  := terms      u64: termCount
///           headEnds   u32{blockCount}: where each head ends in `heads`
///           offsets    u64{blockCount}: where each block begins in Blocks
///           heads      the heads of all blocks, without anything between them
///
/// Letters := classes   u8{256}: of each byte, from 1 to 31; ascends with the bytes
///           below      u16{1024}, or u32{1024} where there are more than 65,535 blocks: how many
///                      heads have a key below this one
/// ```
/// A block's head is the shortest byte string above all terms of the block before and not above the
/// block's own first term; the first block's is empty. So a term can only be in the last block whose
/// head is not above it. Terms are bytes, at most 65,535 of them, and ascend strictly.
///
/// The key of a head or a term is 32 · the class of its first byte + that of its second; a byte that it does
/// not have has class 0. So keys ascend as terms do that begin with the same byte, and their first classes as
/// all terms do. The last head that is not above a term has its key, or is the last one with a lower key; where other
/// bytes have the class of the term's first byte, it has that class, or is the last one with a lower class.
///
/// "cat" in 2 documents, 4 times, lists at 0 and 0, and "cats" in 1 document, once, lists at 7 and 5:
/// Blocks `03 63 61 74 02 02 00 00 · 03 01 73 01 00 07 05`; Index `02 00 00 00 00 00 00 00`, then an
/// end of 4 and an offset of 8 bytes, all zero, and no heads.
enum DictionaryFormat {
  /// 16: a look-up reads 8 terms on average; 32 would save about half a byte a term and read twice
  /// as many.
  static let termsPerBlock = 16

  /// 512: the letters take 2 KB, and leave 5 steps of the 14 to find one of 10,000 blocks; of fewer blocks
  /// they would be more than a fiftieth of the dictionary.
  static let leastBlocksWithLetters = 512

  /// 32: 26 letters, digits and what else words begin with; all but as fine as two whole bytes.
  static let letterClasses = 32

  /// One for each pair of classes.
  static let letterKeys = letterClasses * letterClasses

  /// The bytes of a number in the letters.
  static func letterCountSize(blockCount: Int) -> Int { blockCount <= Int(UInt16.max) ? 2 : 4 }

  /// The longest term in bytes; analysis cuts terms long before.
  static let maximumTermLength = 65_535

  /// No term takes fewer bytes: a size, a suffix of one byte and four numbers. (The empty term,
  /// which has no suffix, can only be the first; there the bytes of `shared` are missing too.)
  static let minimumTermSize = 5
}
