import CKernels
public import QuernModel
import QuernStorage

// The body of a block: its impacts, documents and frequencies.
extension PostingsWalker {
  /// Reads the mark and the impacts of the current block; 0 of them once the list is exhausted.
  ///
  /// - Parameter impacts: room for 16.
  /// - Returns: how many there are.
  /// - Throws: ``CodecError``.
  public mutating func readImpacts(
    into impacts: UnsafeMutableBufferPointer<Impact>
  ) throws(CodecError) -> Int {
    precondition(impacts.count >= PostingsFormat.maximumListImpacts)
    guard header.count > 0 else { return 0 }
    var offset = fullBlockCount == 0 ? 0 : bodyOffset
    if fullBlockCount == 0 {
      positionMark = PositionMark()
      return unsafe try Self.readListImpacts(list, at: &offset, into: impacts)
    }
    positionMark.blockOffset = try list.varint(at: &offset)
    positionMark.index = UInt32(try list.byte(at: &offset))
    let count = Int(try list.byte(at: &offset))
    guard 1...PostingsFormat.maximumBlockImpacts ~= count else {
      throw list.damage(at: offset - 1, expected: "1 to 8 impacts", found: count)
    }
    unsafe try ImpactCoding.read(count, from: list, at: &offset, into: impacts)
    if !isTail { _ = try checkBody(from: offset, isExact: true) }
    return count
  }

  /// Where the positions of the current block's first document begin.
  ///
  /// - Throws: ``CodecError``.
  package mutating func readMark() throws(CodecError) -> PositionMark {
    guard fullBlockCount > 0 else { return PositionMark() }
    var offset = bodyOffset
    let blockOffset = try list.varint(at: &offset)
    return PositionMark(blockOffset: blockOffset, index: UInt32(try list.byte(at: &offset)))
  }

  /// The best ratio of frequency and norm among the impacts of the current block, which has some.
  ///
  /// - Parameter inverses: what to multiply a frequency by, for each of the 256 length codes.
  /// - Throws: ``CodecError``.
  package mutating func bestRatio(_ inverses: UnsafePointer<Float>) throws(CodecError) -> Float {
    var ratio: Float = 0
    // SAFETY: the kernel reads only what lies behind `bodyOffset`.
    let next = unsafe quern_best_ratio(
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bodyOffset, bytes.count,
      UInt32(PostingsFormat.maximumBlockImpacts), inverses, &ratio)
    // Patches may come between: whether they do is told when the block is unpacked.
    guard next > 0, isTail || next <= gapsOffset else {
      throw list.damage(
        at: bodyOffset, expected: "a mark and 1 to 8 impacts before the postings",
        found: "other bytes")
    }
    return ratio
  }

  /// Whether blocks have impacts of their own: a list of one tail has only those of the list.
  package var hasBlockImpacts: Bool { fullBlockCount > 0 }

  /// Unpacks the documents of the current block, and of a tail the frequencies too.
  ///
  /// - Parameters:
  ///   - documents: room for 128; the first ``count`` are documents then, the others anything.
  ///   - frequencies: room for 128; written in a tail only, where both stand together.
  /// - Throws: ``CodecError`` where the documents do not ascend to the block's last one.
  public mutating func unpackDocuments(
    into documents: UnsafeMutableBufferPointer<UInt32>,
    frequencies: UnsafeMutableBufferPointer<UInt32>
  ) throws(CodecError) {
    var block = UnpackedBlock.none
    unsafe try unpack(into: documents, frequencies: frequencies, &block)
  }

  /// Unpacks the documents of the current block, and says where its frequencies are, for who wants
  /// only some of them.
  ///
  /// - Throws: ``CodecError``.
  package mutating func unpack(
    into documents: UnsafeMutableBufferPointer<UInt32>,
    frequencies: UnsafeMutableBufferPointer<UInt32>, _ block: inout UnpackedBlock
  ) throws(CodecError) {
    precondition(documents.count >= BitPacking.blockSize)
    precondition(frequencies.count >= BitPacking.blockSize)
    block.count = header.count
    block.isTail = isTail
    guard header.count > 0, !isTail, let values = documents.baseAddress else {
      unsafe block.frequencies = quern_frequencies()
      if header.count > 0 { unsafe try unpackTail(into: documents, frequencies) }
      return
    }
    // SAFETY: the kernel reads only what lies between the two offsets and in the list, and writes 128
    // documents, for which there is room.
    let isSound = unsafe quern_unpack_block(
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, bodyOffset, nextOffset,
      UInt32(header.gaps.code), UInt32(header.frequencies.code), lastDocumentBefore, lastDocument,
      values, &block.frequencies)
    if isSound == 0 { throw documentsDamage(unsafe values[BitPacking.blockSize - 1]) }
  }

  /// What is wrong with a block that cannot be unpacked.
  @inline(never)
  private mutating func documentsDamage(_ last: UInt32) -> CodecError {
    do throws(CodecError) { _ = try checkBody(from: bodyOffset, isExact: false) } catch {
      return error
    }
    return list.damage(
      at: gapsOffset, expected: "documents that ascend to \(lastDocument)", found: last)
  }

  /// Unpacks the frequencies of the current block, which is no tail.
  ///
  /// - Parameter frequencies: room for 128.
  /// - Throws: ``CodecError``.
  public mutating func unpackFrequencies(
    into frequencies: UnsafeMutableBufferPointer<UInt32>
  ) throws(CodecError) {
    precondition(frequencies.count >= BitPacking.blockSize)
    guard header.count > 0, !isTail else { return }
    let patch = try checkBody(from: bodyOffset, isExact: false)
    guard let values = frequencies.baseAddress else { return }
    let width = header.frequencies
    // SAFETY: checkBody says that the frequencies and their patch lie in the list; there is room for 128.
    let packed = unsafe quern_frequencies(
      bytes: bytes.baseAddress?.advanced(by: frequenciesOffset).assumingMemoryBound(to: UInt8.self),
      patch: width.hasPatch
        ? bytes.baseAddress?.advanced(by: patch.offset).assumingMemoryBound(to: UInt8.self) : nil,
      width: width.hasUnary ? UInt32(width.code) : UInt32(width.bits),
      patch_count: UInt32(patch.count))
    if unsafe quern_unpack_frequencies(packed, values) == 0 {
      throw frequencyDamage(at: frequenciesOffset)
    }
  }

  /// Gaps and frequencies are the end of the body: they can be found without reading the rest.
  private var gapsOffset: Int {
    nextOffset - BitPacking.byteCount(width: header.gaps.bits + header.frequencies.bits)
  }

  private var frequenciesOffset: Int {
    nextOffset - BitPacking.byteCount(width: header.frequencies.bits)
  }

  /// Makes sure that a block's patches, gaps and frequencies lie in the list, behind `offset` or, exactly,
  /// at it.
  ///
  /// - Returns: where the patch of the frequencies is; one of no values where there is none.
  private mutating func checkBody(
    from offset: Int, isExact: Bool
  ) throws(CodecError) -> PatchPlace {
    var start = gapsOffset
    var frequencies = PatchPlace()
    guard header.gaps.isSoundForGaps, header.frequencies.isSound, unsafe nextOffset <= bytes.count
    else {
      throw bodyDamage(at: offset)
    }
    if header.frequencies.hasPatch {
      frequencies = try patch(before: &start, from: offset, of: header.frequencies)
    }
    if header.gaps.hasPatch { _ = try patch(before: &start, from: offset, of: header.gaps) }
    guard isExact ? start == offset : start >= offset else { throw bodyDamage(at: offset) }
    return frequencies
  }

  /// Finds a patch or a unary part by its last byte, which says how large it is, and moves before it.
  @inline(__always)
  private func patch(
    before end: inout Int, from offset: Int, of width: PackedWidth
  ) throws(CodecError) -> PatchPlace {
    guard end > offset else { throw bodyDamage(at: offset) }
    // SAFETY: the body lies in the list, and the byte is one of it.
    let count = Int(unsafe bytes[end - 1])
    let patch = PatchPlace(offset: end - 1 - (width.hasUnary ? count : 2 * count), count: count)
    guard patch.offset >= offset else { throw bodyDamage(at: offset) }
    end = patch.offset
    return patch
  }

  @inline(never)
  private func bodyDamage(at offset: Int) -> CodecError {
    guard header.gaps.isSoundForGaps, header.frequencies.isSound else {
      return list.damage(
        at: offset, expected: "widths of at most 32, 64 to 87 or 96 to 119, of gaps 129 to 151",
        found: "\(header.gaps.code) and \(header.frequencies.code)")
    }
    return list.damage(
      at: offset, expected: "\(nextOffset - gapsOffset) bytes of postings and their patches",
      found: nextOffset - offset)
  }

  /// Reads documents and frequencies of the tail, which stand together.
  private mutating func unpackTail(
    into documents: UnsafeMutableBufferPointer<UInt32>,
    _ frequencies: UnsafeMutableBufferPointer<UInt32>
  ) throws(CodecError) {
    var offset = bodyOffset
    if fullBlockCount > 0 { try skipMarkAndImpacts(&offset) }
    guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      let documents = documents.baseAddress, let frequencies = frequencies.baseAddress
    else { preconditionFailure("a list has bytes, and its caller room") }
    // SAFETY: the kernel reads only what lies behind `offset`, and writes at most 128 values, for which
    // the caller has room.
    let next = unsafe quern_unpack_any_tail(
      start, offset, bytes.count, hasPackedTail ? 1 : 0, UInt32(header.count),
      lastDocumentBefore &+ 1, lastDocument, documents, frequencies)
    guard next > 0 else {
      throw list.damage(
        at: offset,
        expected: "\(header.count) documents that ascend to \(lastDocument), "
          + "with frequencies below 2^32", found: "other bytes")
    }
  }

  private func skipMarkAndImpacts(_ offset: inout Int) throws(CodecError) {
    _ = try list.varint(at: &offset)
    _ = try list.byte(at: &offset)
    for _ in 0..<(try list.byte(at: &offset)) {
      _ = try list.varint(at: &offset)
      _ = try list.byte(at: &offset)
    }
  }

  private func frequencyDamage(at offset: Int) -> CodecError {
    list.damage(at: offset, expected: "frequencies below 2^32", found: "2^32")
  }
}
