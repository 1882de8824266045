import QuernModel
import Testing

struct LengthCodeTests {
  @Test func `lengths up to 40 are exact`() {
    for length in UInt32(0)...40 {
      #expect(LengthCode.decode(LengthCode.encode(length)) == length)
    }
  }

  /// What `SmallFloat.intToByte4` and `byte4ToInt` of Lucene 9.9.1 gave.
  @Test(arguments: [
    (UInt32(0), UInt8(0), UInt32(0)), (24, 24, 24), (39, 39, 39), (40, 40, 40), (41, 40, 40),
    (42, 41, 42), (100, 57, 96), (1_000, 87, 984), (1_000_000, 167, 983_064),
    (UInt32(Int32.max), 255, 2_013_265_944),
  ])
  func `codes are those of Lucene`(length: UInt32, code: UInt8, decoded: UInt32) {
    #expect(LengthCode.encode(length) == code)
    #expect(LengthCode.decode(code) == decoded)
  }

  @Test func `a code stands for the smallest length that has it`() {
    for code in UInt8.min...UInt8.max {
      let length = LengthCode.decode(code)
      #expect(LengthCode.encode(length) == code)
      #expect(length == 0 || LengthCode.encode(length - 1) == code - 1)
      #expect(LengthCode.lengths[Int(code)] == length)
    }
  }

  @Test func `the longest lengths share a code`() {
    #expect(LengthCode.encode(.max) == 255)
  }
}
