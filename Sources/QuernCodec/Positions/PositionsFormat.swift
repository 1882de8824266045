/// How the positions of a term stand in a file.
///
/// ```
/// Positions := Block{totalFrequency / 128} Tail?
/// Block     := width          u8, 0 … 32
///              packed         16 · width bytes: 128 deltas (CKernels.h)
///            | code           u8, 96 + 0 … 23: the low bits of each delta
///              size           u8, 16 … 47
///              unary          `size` bytes: the high bits of 128 deltas (Rice.h)
///              packed         16 bytes for each low bit: the low bits of all
/// Tail      := mark           u8, 128 + count; left out if the list has no block
///              delta          varint, count = totalFrequency mod 128 of them; no tail if that is 0
/// ```
/// The positions of all documents follow each other without a gap. A document's first position is
/// stored as it is, each further one as the difference to the one before, which may be 0. How many
/// there are in a document says the posting list, and also where to begin (``PositionMark``).
///
/// Positions in documents 3 (5, 7) and 9 (300): deltas 5, 2, 300, as bytes `05 02 AC 02`.
enum PositionsFormat {
  /// What the first byte of a tail adds to the count, so that no tail looks like a block.
  static let tailMark: UInt8 = 0x80

  /// 4: where Rice's code saves less, positions are packed, since those are read sooner.
  ///
  /// Of 200,000 abstracts nine tenths of the blocks are in Rice's code then, and take 7 bits a position in
  /// place of 8.
  static let leastRiceSaving = 4
}
