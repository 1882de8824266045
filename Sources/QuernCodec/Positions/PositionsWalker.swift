package import CKernels
package import QuernStorage

/// Reads the positions of one term into memory of the caller, document after document.
///
/// The bare part of a ``PositionsCursor``: a few positions are taken out of a packed block without
/// unpacking it. No bytes make it read outside the list's section. ``PositionsFormat`` has the layout.
@safe package struct PositionsWalker: @unchecked Sendable {
  // SAFETY (@unchecked Sendable): the bytes are immutable, and `list` keeps them where they are.
  private let list: ByteView
  private var place: quern_positions

  /// Opens the list that a dictionary entry names, at its start.
  ///
  /// - Throws: ``CodecError`` where the list does not begin inside the section.
  package init(_ positions: ByteView, entry: TermEntry) throws(CodecError) {
    guard let offset = Int(exactly: entry.positionsOffset), offset <= positions.count else {
      throw positions.damage(
        at: 0, expected: "a list offset of at most \(positions.count)", found: entry.positionsOffset
      )
    }
    list = try reading { () throws(StorageError) in try positions.suffix(from: offset) }
    unsafe place = quern_positions(
      bytes: list.bytes.withUnsafeBytes { unsafe $0.bindMemory(to: UInt8.self).baseAddress },
      size: list.count, total: entry.totalFrequency, block: 0, index: 0, tail_index: 0,
      tail_offset: 0)
  }

  /// Moves to the positions of a block's first document.
  ///
  /// - Throws: ``CodecError`` where the mark lies outside the list.
  package mutating func seek(_ mark: PositionMark) throws(CodecError) {
    guard let offset = Int(exactly: mark.blockOffset), offset <= list.count,
      mark.index < UInt32(BitPacking.blockSize)
    else {
      throw list.damage(at: 0, expected: "a mark inside the positions", found: mark)
    }
    unsafe place.block = offset
    unsafe place.index = mark.index
    unsafe place.tail_index = 0
  }

  /// Makes sure that a document may have so many positions, by the size of the list.
  ///
  /// - Throws: ``CodecError``.
  package func check(_ count: UInt32) throws(CodecError) {
    // A block of 128 takes a byte at least.
    guard unsafe UInt64(count) <= place.total, Int(count) / BitPacking.blockSize <= list.count
    else {
      throw list.damage(at: 0, expected: "fewer positions in a document", found: count)
    }
  }

  /// Passes over positions and reads those of one document; they never descend.
  ///
  /// - Parameters:
  ///   - skip: the sum of the frequencies of the documents that are not wanted.
  ///   - count: the document's frequency.
  ///   - positions: room for `count`.
  /// - Throws: ``CodecError``.
  package mutating func read(
    skipping skip: UInt64, _ count: UInt32, into positions: UnsafeMutablePointer<UInt32>
  ) throws(CodecError) {
    // SAFETY: the kernel reads inside the list only, and writes `count` positions.
    guard unsafe quern_read_positions(&place, skip, count, positions) != 0 else {
      throw list.damage(
        at: 0, expected: "\(count) positions that do not descend", found: "other bytes")
    }
  }

  /// Runs a function with the place in the list, for kernels that read documents of several words.
  ///
  /// The function may move the place as ``read(skipping:_:into:)`` does.
  package mutating func withPlace<Result>(
    _ body: (UnsafeMutablePointer<quern_positions>) -> Result
  ) -> Result {
    unsafe withUnsafeMutablePointer(to: &place) { unsafe body($0) }
  }
}
