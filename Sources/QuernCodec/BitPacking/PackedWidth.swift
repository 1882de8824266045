/// How the width of 128 packed values stands in a file: 0 … 32, plus 64 where some are patched.
struct PackedWidth: Sendable, BitwiseCopyable {
  var code: UInt8

  /// Added to the width of values of which some are patched.
  static let patchedFlag: UInt8 = 64

  /// The bits with which all values are packed; at most 32 in a sound one.
  var bits: Int { Int(code & 63) }

  var isPatched: Bool { code & Self.patchedFlag != 0 }

  /// The bits that a value may have.
  var largestBits: Int { isPatched ? bits + 8 : bits }

  /// Whether a writer writes it.
  var isSound: Bool {
    code <= UInt8(BitPacking.maximumWidth)
      || Self.patchedFlag..<(Self.patchedFlag + UInt8(PatchedWidth.limit)) ~= code
  }
}
