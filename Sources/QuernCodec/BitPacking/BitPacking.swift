import CKernels

/// Packs and unpacks blocks of 128 integers; `CKernels.h` has the layout.
///
/// Sizes are checked here, so that no bytes of a file and no mistake of a caller can make a kernel reach
/// outside its memory. Blocks of postings go to kernels of their own, past this
/// (``PostingsWalker``, which checks their sizes itself).
package enum BitPacking {
  /// 128: a block is 32 rows of 4 lanes, and small enough to skip well.
  ///
  /// DO NOT CHANGE: it is on disk.
  package static let blockSize = 128

  /// The largest width of an integer in bits.
  package static let maximumWidth = 32

  /// The size of a packed block in bytes.
  package static func byteCount(width: Int) -> Int { 16 * width }

  /// The bits that the largest of the first `count` values needs.
  package static func width(of values: [UInt32], count: Int = blockSize) -> Int {
    var union: UInt32 = 0
    for index in 0..<count { union |= values[index] }
    return UInt32.bitWidth - union.leadingZeroBitCount
  }

  /// Packs the lowest `width` bits of 128 values to the start of `bytes`.
  package static func pack(_ values: [UInt32], width: Int, into bytes: inout [UInt8]) {
    precondition(0...maximumWidth ~= width && values.count >= blockSize)
    precondition(bytes.count >= byteCount(width: width))
    // SAFETY: the lines above say that there are 128 values and room for 16 · width bytes.
    unsafe values.withUnsafeBufferPointer { source in
      unsafe bytes.withUnsafeMutableBufferPointer { target in
        guard let values = source.baseAddress else { return }
        unsafe quern_pack_low128(values, UInt32(width), target.baseAddress)
      }
    }
  }

  /// Writes the unary part of 128 values in Rice's code, with as many low bits as ``PackedWidth`` has chosen,
  /// to the start of `bytes`, and says how many bytes it takes.
  static func makeUnary(of values: [UInt32], lowBits: Int, into bytes: inout [UInt8]) -> Int {
    precondition(values.count >= blockSize && bytes.count >= Int(QUERN_UNARY_MOST))
    // SAFETY: the line before says that there are 128 values, and room for all that is written.
    let size = unsafe Int(quern_make_unary128(values, UInt32(lowBits), &bytes))
    precondition(size <= Int(QUERN_UNARY_MOST), "other low bits were chosen")
    return size
  }

  /// No packed tail has more bytes, and no 128 packed integers.
  static let mostTailBytes = max(Int(QUERN_TAIL_MOST), byteCount(width: maximumWidth))

  /// Packs the postings of a tail to the start of `bytes`, and says how many bytes they take; 0 where they cannot
  /// be packed.
  static func packTail(
    gaps: [UInt32], extraFrequencies: [UInt32], count: Int, into bytes: inout [UInt8]
  ) -> Int {
    precondition(1..<blockSize ~= count && gaps.count >= count && extraFrequencies.count >= count)
    precondition(bytes.count >= mostTailBytes)
    // SAFETY: the lines above say that there are so many of both, and room for all that is written.
    return unsafe Int(quern_pack_tail(gaps, extraFrequencies, UInt32(count), &bytes))
  }

  /// Makes of the gaps of 128 documents their offsets from the first one that the block could have, and the steps
  /// between what is above the low bits.
  static func makeOffsets(of gaps: inout [UInt32], lowBits: Int, steps: inout [UInt32]) {
    precondition(gaps.count >= blockSize && steps.count >= blockSize)
    unsafe gaps.withUnsafeMutableBufferPointer { gaps in
      guard let start = gaps.baseAddress else { return }
      // SAFETY: the line above says that there are 128 of both; an offset is written where its gap was read.
      unsafe quern_make_offsets128(start, UInt32(lowBits), start, &steps)
    }
  }

  /// Unpacks 128 values in Rice's code, whose unary part of `unaryCount` bytes ends at `offset`, where the packed
  /// low bits begin.
  ///
  /// - Returns: whether the unary part is sound.
  static func unpackRice(
    _ bytes: RawSpan, at offset: Int, lowBits: Int, unaryCount: Int, into values: inout [UInt32]
  ) -> Bool {
    checkBounds(bytes.byteCount, offset, lowBits, values.count)
    precondition(0...offset ~= unaryCount)
    return unsafe bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return false }
      // SAFETY: the lines above say that both parts lie in the bytes, and that 128 values fit.
      return unsafe quern_unpack_rice128(
        (start + offset).assumingMemoryBound(to: UInt8.self), UInt32(lowBits),
        (start + offset - unaryCount).assumingMemoryBound(to: UInt8.self), UInt32(unaryCount), 0,
        &values) > 0
    }
  }

  /// Copies values to a place of an array, which has room for them.
  static func copy(_ values: Span<UInt32>, to target: inout [UInt32], at place: Int) {
    precondition(place >= 0 && values.count <= target.count - place)
    unsafe values.withUnsafeBufferPointer { source in
      unsafe target.withUnsafeMutableBufferPointer { target in
        guard let source = source.baseAddress, let target = target.baseAddress else { return }
        // SAFETY: the first line says that there is room.
        unsafe (target + place).update(from: source, count: values.count)
      }
    }
  }

  /// Unpacks 128 values from `offset`: value = base + stored, modulo 2³².
  package static func unpack(
    _ bytes: UnsafeRawBufferPointer, at offset: Int, width: Int, base: UInt32,
    into values: UnsafeMutableBufferPointer<UInt32>
  ) {
    checkBounds(bytes.count, offset, width, values.count)
    guard let values = values.baseAddress else { return }
    // SAFETY: checkBounds says that 16 · width bytes lie at `offset`, and that 128 values fit.
    let packed = unsafe bytes.baseAddress?.advanced(by: offset)
    unsafe quern_unpack128(
      packed?.assumingMemoryBound(to: UInt8.self), UInt32(width), base, values)
  }

  /// Unpacks 128 values into an array of at least 128.
  package static func unpack(
    _ bytes: RawSpan, at offset: Int, width: Int, base: UInt32, into values: inout [UInt32]
  ) {
    // SAFETY: the array's elements are initialised.
    unsafe values.withUnsafeMutableBufferPointer { values in
      unsafe bytes.withUnsafeBytes {
        unsafe unpack($0, at: offset, width: width, base: base, into: values)
      }
    }
  }

  /// Which of 128 values from `offset` lie in a range, where value = base + stored, modulo 2³²: a bit
  /// each, the first lowest.
  package static func bits(
    _ bytes: RawSpan, at offset: Int, width: Int, base: UInt32, in range: Range<UInt32>
  ) -> (low: UInt64, high: UInt64) {
    checkBounds(bytes.byteCount, offset, width, blockSize)
    var words: (low: UInt64, high: UInt64) = (0, 0)
    // SAFETY: checkBounds says that 16 · width bytes lie at `offset`; two words are written.
    unsafe bytes.withUnsafeBytes { bytes in
      let packed = unsafe bytes.baseAddress?.advanced(by: offset)
      unsafe withUnsafeMutableBytes(of: &words) { words in
        guard let words = words.baseAddress else { return }
        unsafe quern_range_bits128(
          packed?.assumingMemoryBound(to: UInt8.self), UInt32(width), base, range.lowerBound,
          range.upperBound - range.lowerBound, words.assumingMemoryBound(to: UInt64.self))
      }
    }
    return words
  }

  private static func checkBounds(
    _ byteCount: Int, _ offset: Int, _ width: Int, _ valueCount: Int
  ) {
    precondition(0...maximumWidth ~= width && valueCount >= blockSize)
    precondition(0...byteCount ~= offset)
    precondition(byteCount - offset >= Self.byteCount(width: width))
  }
}
