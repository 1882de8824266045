/// How the posting list of a term stands in a file.
///
/// ```
/// List   := head       u8: bits 0 … 4 the number of impacts, 1 … 16; bit 5 whether there is a
///                      directory; bit 6 whether the tail is packed; bit 7 is 0
///           impacts    of the whole list (ImpactCoding)
///           (Header Body){n} | Directory Body{n}     n = documentFrequency / 128
///           Tail?      if documentFrequency mod 128 is not 0
///
/// Header := last       u32: the last document
///           Info
/// Directory := last{n} Info{n} start{⌈n / 32⌉ − 1}
///           start      u64: where the body of block 32, 64, … begins, from the first body on
/// Info   := size       u16: the bytes of the body
///           gapWidth   u8: 0 … 32; 64 + 0 … 23 where some gaps are patched, as in older files; 96 + 0 … 23
///                      where gaps are in Rice's code, with so many low bits; 128 + 1 … 23 where
///                      documents are in Elias and Fano's code, with so many low bits
///           countWidth u8: 0 … 119 as above, for frequencies; below both stand for the width without 64,
///                      96 or 128
///
/// Body   := mark       where the positions of the first document begin:
///                      offset of their block in the term's positions   varint
///                      positions of that block that come before        u8
///           count      u8: the number of impacts, 1 … 8
///           impacts    of the block (ImpactCoding)
///           Patch | Unary    of the gaps, if they are patched or in Rice's code
///           Patch | Unary    of the counts
///           gaps       16 · gapWidth bytes: 128 of document − document before − 1 (CKernels.h), or the
///                      low bits of document − document before the block − 1 (Gaps.h)
///           counts     16 · countWidth bytes: 128 of frequency − 1 (CKernels.h)
///
/// Patch  := place      u8{n}: which of the 128 integers have more bits than are packed
///           high       u8{n}: the further bits of each
///           n          u8: how many; stands last because a patch is read from its end
///
/// Unary  := high       u8{n}: the high bits of 128 integers (Rice.h)
///           n          u8: 16 … 47; stands last as well
///
/// Tail   := last       varint: last document − last document of the block before − 1
///           mark, count, impacts   as in a block; left out if the list has no block
///           Posting{documentFrequency mod 128} | Packed
///
/// Posting := key       varint: 2 · (document − document before − 1) + (1 if frequency = 1); in the
///                      last posting the document counts as 0: `last` has it
///            frequency varint: frequency − 2; only if the frequency is above 1
///
/// Packed := widths     u8: bits 0 … 4 the low bits of gaps, 0 … 23; bits 5 … 7 those of counts
///           lows       the low bits of all gaps but the last, then of all counts: a stream of bits
///           highs      the high parts of the same, in unary, at most 254 zeros: another one (Tails.h)
/// ```
/// Integers of fixed size are little-endian. The document before the first is −1. A list of 4 or more
/// blocks has a directory: a cursor finds a block in it by binary search, in few cache lines, where
/// hopping from header to header takes one each. It takes no more bytes than the headers do, up to 32
/// blocks, then a quarter of a byte a block.
///
/// "cat" once in document 7 and three times in document 11, both of length code 9:
/// `01 02 09 0B 0F 00 01`: one impact (3, 9), the last document 11, a gap of 7 with frequency 1,
/// then the last posting with frequency 3.
enum PostingsFormat {
  /// 16: enough to tell short documents from long ones over the whole list, still 32 bytes or so.
  static let maximumListImpacts = 16

  /// 8: 128 postings seldom have more pairs that no other beats; a block's header stays small.
  static let maximumBlockImpacts = 8

  /// The part of a block that is enough to skip it.
  static let blockHeaderSize = 8

  /// Says in the head that the headers of the list stand side by side.
  static let directoryFlag: UInt8 = 0b0010_0000

  /// Says in the head that the tail is packed, as it is where that takes no more bytes.
  static let packedTailFlag: UInt8 = 0b0100_0000

  /// 4: fewer postings are read as soon one by one.
  static let leastPackedTail = 4

  /// 4: the headers of fewer blocks are passed over as soon.
  static let leastDirectoryBlocks = 4

  /// 32: the sizes of so many bodies are added up in no time.
  static let groupSize = 32

  /// The bytes of a directory of one block or more.
  static func directorySize(of blockCount: Int) -> Int {
    8 * blockCount + 8 * ((blockCount - 1) / groupSize)
  }

  /// 8: Rice's code takes some time when it is unpacked, so it must save so many bytes.
  ///
  /// Of 200,000 abstracts nineteen of twenty blocks have gaps in Rice's code then, and five of six
  /// frequencies.
  static let leastRiceSaving = 8

  /// 12: documents in Elias and Fano's code are found without unpacking all, so it may take so many bytes more.
  ///
  /// Of 200,000 abstracts the posting lists are 2.6 % longer then, 3.3 % with it in sparse blocks too.
  static let mostEliasFanoLoss = 12

  /// What stands for the document before the first: adding 1 gives document 0.
  static let beforeFirst = UInt32.max
}
