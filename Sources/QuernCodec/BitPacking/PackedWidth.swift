import CKernels

/// How 128 integers stand in a file: packed with 0 … 32 bits; with 0 … 23 bits and a patch, plus 64; or in
/// Rice's code with 0 … 23 low bits, plus 96.
///
/// The kernels have the same rules (`Rice.h`).
struct PackedWidth: Sendable, BitwiseCopyable {
  var code: UInt8

  /// Added to the width of values of which some are patched, as older files have them.
  static let patchedFlag: UInt8 = 64

  /// Added to the low bits of values in Rice's code.
  static let riceFlag: UInt8 = 96

  /// 24: wider ones are neither patched nor in Rice's code, so that sums of 128 stay below 2³².
  static let limit: UInt8 = 24

  /// The bits with which all values are packed; at most 32 in a sound one.
  var bits: Int { Int(code < Self.patchedFlag ? code : code & 31) }

  var isPatched: Bool { hasPatch && !isRice }

  /// Whether the values are in Rice's code: further bits of them are in unary.
  var isRice: Bool { code >= Self.riceFlag }

  /// Whether more than packed values stands in the file: a patch or a unary part.
  var hasPatch: Bool { code >= Self.patchedFlag }

  /// Whether a writer writes it, or one of an older version has.
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
}
