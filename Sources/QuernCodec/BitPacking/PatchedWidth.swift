/// With how many bits 128 values are packed, and which of them are patched: those that need more.
///
/// A few large values would widen all others. Their low bits are packed as those of the others, the
/// rest is kept apart, a byte of it and one for the place. (Zukowski, Héman, Nes and Boncz,
/// "Super-scalar RAM-CPU cache compression", ICDE 2006; the bits that are kept apart are those of
/// Lucene.)
struct PatchedWidth: Sendable {
  /// The bits with which all are packed.
  var width: Int

  /// The number of values that need more.
  var patchCount = 0

  /// 24: wider ones are not patched, so that a patched value stays below 2³¹.
  static let limit = 24

  /// 8: a patch costs some time when it is unpacked, so it must save so many bytes.
  ///
  /// Of 200,000 abstracts two thirds of the blocks have patched gaps then; from 1 byte on, nine tenths
  /// would, for 1 % fewer bytes.
  static let leastSaving = 8

  /// Finds the width that takes the fewest bytes.
  init(of values: [UInt32]) {
    let (widest, counts) = BitPacking.widths(of: values)
    width = widest
    var least = BitPacking.byteCount(width: widest) - Self.leastSaving
    var narrower = widest - 1
    while narrower >= 0, narrower >= widest - counts.count {
      let patched = Int(counts[widest - narrower - 1])
      let size = BitPacking.byteCount(width: narrower) + 1 + 2 * patched
      if narrower < Self.limit, size <= least {
        (least, width, patchCount) = (size, narrower, patched)
      }
      narrower -= 1
    }
  }

  /// How the width stands in a block's header.
  var code: UInt8 { UInt8(width) | (patchCount > 0 ? PackedWidth.patchedFlag : 0) }
}
