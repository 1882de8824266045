import CKernels

/// How 128 integers stand in a file: packed with 0 … 32 bits; with 0 … 23 bits and a patch, plus 64; in Rice's
/// code with 0 … 23 low bits, plus 96; or, where they are the gaps of documents, in Elias and Fano's code with
/// 1 … 23 low bits, plus 128.
///
/// The kernels have the same rules (`Rice.h`, `Gaps.h`).
struct PackedWidth: Sendable, BitwiseCopyable {
  var code: UInt8

  /// Added to the width of values of which some are patched, as older files have them.
  static let patchedFlag: UInt8 = 64

  /// Added to the low bits of values in Rice's code.
  static let riceFlag: UInt8 = 96

  /// Added to the low bits of documents in Elias and Fano's code.
  static let eliasFanoFlag: UInt8 = 128

  /// 24: wider ones are neither patched nor in another code, so that sums of 128 stay below 2³².
  static let limit: UInt8 = 24

  /// The bits with which all values are packed; at most 32 in a sound one.
  var bits: Int { Int(code < Self.patchedFlag ? code : code & 31) }

  var isPatched: Bool { hasPatch && !hasUnary }

  /// Whether further bits of the values are in unary: in Rice's code, or in Elias and Fano's.
  var hasUnary: Bool { code >= Self.riceFlag }

  var isEliasFano: Bool { code >= Self.eliasFanoFlag }

  /// Whether more than packed values stands in the file: a patch or a unary part.
  var hasPatch: Bool { code >= Self.patchedFlag }

  /// Whether a writer writes it for the gaps of documents, or one of an older version has.
  var isSoundForGaps: Bool {
    isSound || isEliasFano && 1..<Self.limit ~= code - Self.eliasFanoFlag
  }

  /// Whether a writer writes it for any numbers, or one of an older version has.
  var isSound: Bool {
    code <= UInt8(BitPacking.maximumWidth)
      || Self.patchedFlag..<(Self.patchedFlag + Self.limit) ~= code
      || Self.riceFlag..<(Self.riceFlag + Self.limit) ~= code
  }

  init(code: UInt8) { self.code = code }

  /// The way in which 128 values take the fewest bytes.
  ///
  /// - Parameter leastSaving: so many bytes must Rice's code save, since it takes some time to read.
  init(of values: [UInt32], leastSaving: Int) {
    precondition(values.count >= BitPacking.blockSize)
    // SAFETY: 128 values are read.
    code = unsafe UInt8(truncatingIfNeeded: quern_code128(values, UInt32(leastSaving)))
  }

  /// The way in which the gaps of 128 documents stand: the shortest, or one that lets documents be found one by
  /// one where it takes few bytes more.
  ///
  /// - Parameters:
  ///   - leastSaving: as above.
  ///   - mostLoss: so many bytes more it may take.
  init(ofGaps gaps: [UInt32], leastSaving: Int, mostLoss: Int) {
    precondition(gaps.count >= BitPacking.blockSize)
    // SAFETY: 128 gaps are read.
    code = unsafe UInt8(
      truncatingIfNeeded: quern_code_gaps128(gaps, UInt32(leastSaving), UInt32(mostLoss)))
  }
}
