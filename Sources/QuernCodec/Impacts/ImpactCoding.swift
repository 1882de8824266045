import QuernModel
import QuernStorage

/// Impacts ↔ bytes.
///
/// ```
/// Pair := frequency − frequency of the pair before − 1   varint (0 before the first)
///         length code                                    u8
/// ```
/// Frequencies and length codes ascend strictly. How many pairs there are is said elsewhere.
enum ImpactCoding {
  static func write(_ impacts: [Impact], to bytes: inout ByteWriter) {
    var previous: UInt32 = 0
    for impact in impacts {
      bytes.writeVarint(impact.frequency - previous - 1)
      bytes.writeByte(impact.lengthCode)
      previous = impact.frequency
    }
  }

  /// Reads `count` pairs to the start of `impacts`, and moves the offset past them.
  static func read(
    _ count: Int, from view: ByteView, at offset: inout Int,
    into impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) {
    var frequency: UInt32 = 0
    var lengthCode: UInt8?
    for index in 0..<count {
      let start = offset
      let step = try view.varint32(at: &offset)
      let (sum, overflow) = frequency.addingReportingOverflow(step)
      guard !overflow, sum < .max else {
        throw view.damage(at: start, expected: "a frequency below 2^32", found: step)
      }
      frequency = sum + 1
      let code = try view.byte(at: &offset)
      if let last = lengthCode, last >= code {
        throw view.damage(at: offset - 1, expected: "a length code above \(last)", found: code)
      }
      lengthCode = code
      // SAFETY: the caller has room for `count` pairs.
      unsafe impacts[index] = Impact(frequency: frequency, lengthCode: code)
    }
  }
}
