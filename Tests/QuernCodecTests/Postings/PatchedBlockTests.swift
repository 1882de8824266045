import CKernels
import QuernTestSupport
import Testing

/// Patches, by which older files have gaps and frequencies with more bits than are packed.
struct PatchedBlockTests {
  @Test(arguments: 0..<24 as Range<UInt32>)
  func `kernels patch as the reference does`(width: UInt32) {
    var generator = SeededGenerator(seed: UInt64(72 + width))
    for _ in 0..<20 {
      let low = (0..<128).map { _ in UInt32.random(in: 0...((1 << width) - 1), using: &generator) }
      let places = (0..<128).filter { _ in Int.random(in: 0..<20, using: &generator) == 0 }
      let highs = places.map { _ in UInt8.random(in: 1...255, using: &generator) }
      var values = low
      for (place, high) in zip(places, highs) { values[place] |= UInt32(high) << width }
      // As in a block, packed bytes lie behind it.
      let patch = places.map { UInt8($0) } + highs + Array(repeating: 0, count: 17)
      let packed = ReferencePacking.pack(low, width: Int(width)) + [0]
      let previous = UInt32.random(in: 0...99, using: &generator)
      var (sums, plain) = ([UInt32](repeating: 0, count: 128), low.map { $0 + 1 })
      unsafe quern_unpack_patched_ascending128(
        packed, width, previous, patch, UInt32(places.count), &sums)
      unsafe quern_patch128(patch, UInt32(places.count), width, &plain)
      #expect(sums == ReferencePacking.sums(values, previous: previous))
      #expect(plain == values.map { $0 + 1 })
      for index in 0..<128 as Range<UInt32> {
        let value = unsafe quern_patched_value(packed, width, patch, UInt32(places.count), index)
        #expect(value == values[Int(index)])
      }
    }
  }

  /// Places above 127, or the same ones twice: only of damaged bytes.
  @Test(arguments: 0..<24 as Range<UInt32>)
  func `kernels patch alike where places are no places`(width: UInt32) {
    var generator = SeededGenerator(seed: UInt64(172 + width))
    for count in 0..<24 {
      let low = (0..<128).map { _ in UInt32.random(in: 0...((1 << width) - 1), using: &generator) }
      let few = UInt8.random(in: 0...127, using: &generator)
      let places = (0..<count).map { _ in
        Bool.random(using: &generator) ? few : UInt8.random(in: 0...255, using: &generator)
      }
      let highs = places.map { _ in UInt8.random(in: 0...255, using: &generator) }
      let patch = places + highs + Array(repeating: 0, count: 17)
      let packed = ReferencePacking.pack(low, width: Int(width)) + [0]
      var all = low.map { $0 + 1 }
      unsafe quern_patch128(patch, UInt32(count), width, &all)
      for index in 0..<128 as Range<UInt32> {
        let value = unsafe quern_patched_value(packed, width, patch, UInt32(count), index)
        #expect(value == all[Int(index)] - 1)
      }
    }
  }
}
