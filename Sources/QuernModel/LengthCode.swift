/// The length of a field in one byte: exact up to 40 tokens, then with 4 significant bits.
///
/// Codes exactly as Lucene's `SmallFloat.intToByte4` does (the codes 0 … 24 stand for themselves;
/// above, a floating-point number with 3 bits of mantissa), so that Lucene's scores can be the
/// oracle of ours. A longer length never has a smaller code.
public enum LengthCode {
  /// The number of lengths that stand for themselves: 255 − the code of `Int32.max`.
  private static let exactCount: UInt32 = 255 - floatCode(of: UInt32(Int32.max))

  /// The code of a length; lengths above `Int32.max` share its code.
  public static func encode(_ length: UInt32) -> UInt8 {
    let length = min(length, UInt32(Int32.max))
    guard length >= exactCount else { return UInt8(length) }
    return UInt8(exactCount + floatCode(of: length - exactCount))
  }

  /// The length that a code stands for: the smallest length with that code.
  public static func decode(_ code: UInt8) -> UInt32 {
    let code = UInt32(code)
    guard code >= exactCount else { return code }
    return exactCount + floatValue(of: code - exactCount)
  }

  /// The 256 lengths by code.
  public static let lengths: [UInt32] = (0...255).map { decode(UInt8($0)) }

  /// Lucene's `longToInt4`: the three bits below the highest one, and an exponent.
  private static func floatCode(of value: UInt32) -> UInt32 {
    let bitCount = UInt32(32 - value.leadingZeroBitCount)
    guard bitCount >= 4 else { return value }
    let shift = bitCount - 4
    let mantissa = (value >> shift) & 0b111
    return mantissa | ((shift + 1) << 3)
  }

  private static func floatValue(of code: UInt32) -> UInt32 {
    let mantissa = code & 0b111
    let shift = Int32(code >> 3) - 1
    return shift < 0 ? mantissa : (mantissa | 0b1000) << UInt32(shift)
  }
}
