import CKernels
import QuernStorage

// Headers that stand side by side before the bodies of all blocks. The initialiser has made sure that
// they lie in the list.
extension PostingsWalker {
  /// Whether the headers of the list stand side by side.
  var hasDirectory: Bool { directoryOffset > 0 }

  /// Reads the header of the block `blockIndex`, whose body begins at `nextOffset`.
  @inline(__always)
  mutating func readListedHeader() {
    let offset = directoryOffset + 4 * Int(place.blockIndex)
    place.header = PostingsBlockHeader(
      fullBlock: UInt64(word(at: offset + 4 * Int(fullBlockCount))) << 32 | UInt64(word(at: offset))
    )
  }

  /// Moves to the first block behind the current one whose last document is ≥ `target`, or to the tail.
  mutating func seekListed(_ target: UInt32) throws(CodecError) {
    if place.blockIndex >= fullBlockCount { return try nextBlock() }
    // SAFETY: the directory begins with the last documents of all blocks.
    let found = unsafe quern_find_block(
      bytes.baseAddress?.advanced(by: directoryOffset).assumingMemoryBound(to: UInt8.self),
      place.blockIndex + 1, fullBlockCount, target)
    let before = word(at: directoryOffset + 4 * (Int(found) - 1))
    guard before >= place.lastDocument, before < documentCount else {
      throw list.damage(
        at: directoryOffset,
        expected: "a block behind document \(place.lastDocument), below \(documentCount)",
        found: before)
    }
    try passBodies(to: Int(found))
    try enter(block: found, after: before)
  }

  /// Moves to the body of a block ahead, or behind the last one.
  ///
  /// Sizes are added up from the current block on, or from the start of the block's group.
  private mutating func passBodies(to block: Int) throws(CodecError) {
    let group = min(block, Int(fullBlockCount) - 1) / PostingsFormat.groupSize
    var start = Int(place.blockIndex) + 1
    if group > 0, group * PostingsFormat.groupSize > start {
      start = group * PostingsFormat.groupSize
      place.nextOffset = try groupStart(group)
    }
    let infos = directoryOffset + 4 * (Int(fullBlockCount) + start)
    // SAFETY: the directory has so many infos from there on.
    place.nextOffset += Int(
      unsafe quern_sum_halves(
        bytes.baseAddress?.advanced(by: infos).assumingMemoryBound(to: UInt8.self),
        UInt32(block - start)))
  }

  /// Where the bodies of a group but the first begin.
  private mutating func groupStart(_ group: Int) throws(CodecError) -> Int {
    let bodies = directoryOffset + PostingsFormat.directorySize(of: Int(fullBlockCount))
    let offset = directoryOffset + 8 * (Int(fullBlockCount) + group - 1)
    // SAFETY: the initialiser has made sure that the directory lies in the list.
    let start = UInt64(
      littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    guard start <= UInt64(unsafe bytes.count - bodies) else {
      throw list.damage(at: offset, expected: "a place in the list", found: start)
    }
    return bodies + Int(start)
  }

  @inline(__always)
  private func word(at offset: Int) -> UInt32 {
    // SAFETY: as above.
    UInt32(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
