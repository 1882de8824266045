package import QuernStorage
import Synchronization

/// Reads the values of one field by document.
///
/// Every value has an ordinal: its place among the different values of the segment, in order. So that
/// what is asked of values is asked of ordinals. Immutable but for what it has found before; share freely.
package final class ColumnReader: Sendable {
  package let entry: ColumnEntry
  package let values: ColumnValues
  package let blockCount: Int
  package let segmentDocumentCount: UInt32
  private let blocks: ByteView
  private let index: ByteView
  let asked = Mutex(AskedRanges())

  package init(
    _ entry: ColumnEntry, values: ByteView, blocks: ByteView, index: ByteView,
    documentCount: UInt32
  ) throws(CodecError) {
    self.entry = entry
    self.blocks = blocks
    self.index = index
    segmentDocumentCount = documentCount
    blockCount = (Int(documentCount) + BitPacking.blockSize - 1) / BitPacking.blockSize
    self.values = try ColumnValues(values, entry)
    guard index.count == blockCount * ColumnsFormat.entryByteCount else {
      throw .damaged(
        file: index.file, offset: index.fileOffset, expected: "\(blockCount) blocks",
        found: "\(index.count) bytes")
    }
  }

  /// The least and the greatest ordinal of a block; `nil` where no document of it has a value.
  package struct Bounds: Sendable, Hashable {
    package let least: UInt32
    package let greatest: UInt32

    /// Whether each document has one value.
    package let isFull: Bool
  }

  package func bounds(ofBlock block: Int) throws(CodecError) -> Bounds? {
    let header = try header(block)
    if header.form == .empty { return nil }
    return Bounds(
      least: header.least, greatest: header.greatest, isFull: header.form == .full)
  }

  struct Header {
    let least: UInt32
    let greatest: UInt32
    let offset: Int
    let width: Int
    let form: ColumnsFormat.Form
  }

  func header(_ block: Int) throws(CodecError) -> Header {
    let at = block * ColumnsFormat.entryByteCount
    let (least, greatest, place) = try reading { () throws(StorageError) in
      (
        try index.load(UInt32.self, at: at), try index.load(UInt32.self, at: at + 4),
        try index.load(UInt64.self, at: at + 8)
      )
    }
    let width = Int(place >> 56)
    guard let form = ColumnsFormat.Form(rawValue: place >> 48 & 0xFF),
      width <= BitPacking.maximumWidth, least <= greatest, greatest < entry.distinctCount
    else { throw damaged(block, "ordinals below \(entry.distinctCount)", "\(least)…\(greatest)") }
    return Header(
      least: least, greatest: greatest, offset: Int(place & 0xFFFF_FFFF_FFFF), width: width,
      form: form)
  }

  /// Unpacks a block, unless it is what was read last.
  package func load(_ block: Int, into target: inout ColumnBlock) throws(CodecError) {
    if target.number == block { return }
    let header = try header(block)
    target.number = -1
    target.ends.removeAll(keepingCapacity: true)
    let size = min(BitPacking.blockSize, Int(segmentDocumentCount) - block * BitPacking.blockSize)
    switch header.form {
    case .empty: Self.fill(&target.ordinals, with: ColumnBlock.missing)
    case .full:
      try unpack(header.offset, header.width, base: header.least, into: &target.ordinals)
    case .sparse:
      try unpack(header.offset, header.width, base: header.least &- 1, into: &target.ordinals)
      for place in 0..<size where target.ordinals[place] == header.least &- 1 {
        target.ordinals[place] = ColumnBlock.missing
      }
    case .several: try loadSeveral(header, size, into: &target)
    }
    let count = header.form == .several ? Int(target.ends.last ?? 0) : size
    try check(target.ordinals, count, header, block)
    target.number = block
  }

  private static func fill(_ ordinals: inout [UInt32], with value: UInt32) {
    for place in 0..<BitPacking.blockSize { ordinals[place] = value }
  }

  /// Unpacks 128 values behind each other.
  private func unpack(
    _ offset: Int, _ width: Int, base: UInt32, into values: inout [UInt32]
  ) throws(CodecError) {
    try reading { () throws(StorageError) in
      try blocks.check(offset, BitPacking.byteCount(width: width))
    }
    BitPacking.unpack(blocks.bytes, at: offset, width: width, base: base, into: &values)
  }

  /// Which of 128 packed values lie in a range.
  func bits(
    _ offset: Int, _ width: Int, base: UInt32, in range: Range<UInt32>
  ) throws(CodecError) -> (low: UInt64, high: UInt64) {
    try reading { () throws(StorageError) in
      try blocks.check(offset, BitPacking.byteCount(width: width))
    }
    return BitPacking.bits(blocks.bytes, at: offset, width: width, base: base, in: range)
  }

  private func loadSeveral(
    _ header: Header, _ size: Int, into target: inout ColumnBlock
  ) throws(CodecError) {
    let countWidth = Int(
      try reading { () throws(StorageError) in try blocks.load(UInt8.self, at: header.offset) })
    guard countWidth <= BitPacking.maximumWidth else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset + header.offset, expected: "a width",
        found: "\(countWidth)")
    }
    var counts = [UInt32](repeating: 0, count: BitPacking.blockSize)
    try unpack(header.offset + 1, countWidth, base: 0, into: &counts)
    var total = 0
    for place in 0..<size {
      total += Int(counts[place])
      target.ends.append(UInt32(clamping: total))
    }
    let start = header.offset + 1 + BitPacking.byteCount(width: countWidth)
    let groups = (total + BitPacking.blockSize - 1) / BitPacking.blockSize
    let step = BitPacking.byteCount(width: header.width)
    // A document with two values has two that differ: a width of 0 would let them take no bytes.
    guard UInt64(total) <= entry.placeCount, header.width > 0 else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset + header.offset,
        expected: "at most \(entry.placeCount) values", found: "\(total)")
    }
    var group = [UInt32](repeating: 0, count: BitPacking.blockSize)
    var ordinals: [UInt32] = []
    for number in 0..<groups {
      try unpack(start + number * step, header.width, base: header.least, into: &group)
      ordinals += group.prefix(total - ordinals.count)
    }
    let rest = max(0, BitPacking.blockSize - ordinals.count)
    ordinals.append(contentsOf: repeatElement(ColumnBlock.missing, count: rest))
    target.ordinals = ordinals
  }

  private func check(
    _ ordinals: [UInt32], _ count: Int, _ header: Header, _ block: Int
  ) throws(CodecError) {
    let span = header.greatest - header.least
    for place in 0..<count where ordinals[place] != ColumnBlock.missing {
      guard ordinals[place] &- header.least <= span else {
        throw damaged(
          block, "ordinals \(header.least) to \(header.greatest)", "\(ordinals[place])")
      }
    }
  }

  /// Verifies that the blocks follow one another and fill their section.
  package func checkPlaces() throws(CodecError) {
    var next = 0
    for block in 0..<blockCount {
      let header = try header(block)
      guard header.offset == next else {
        throw damaged(block, "a block at \(next)", "one at \(header.offset)")
      }
      let step = BitPacking.byteCount(width: header.width)
      switch header.form {
      case .empty: break
      case .full, .sparse: next += step
      case .several:
        var unpacked = ColumnBlock()
        try load(block, into: &unpacked)
        let countWidth = try reading { () throws(StorageError) in
          try blocks.load(UInt8.self, at: next)
        }
        let total = Int(unpacked.ends.last ?? 0)
        next += 1 + BitPacking.byteCount(width: Int(countWidth))
        next += step * ((total + BitPacking.blockSize - 1) / BitPacking.blockSize)
      }
    }
    guard next == blocks.count else {
      throw .damaged(
        file: blocks.file, offset: blocks.fileOffset, expected: "\(next) bytes of blocks",
        found: "\(blocks.count)")
    }
  }

  package func damaged(_ block: Int, _ expected: String, _ found: String) -> CodecError {
    .damaged(
      file: index.file, offset: index.fileOffset + block * ColumnsFormat.entryByteCount,
      expected: "\(expected) in the column of \(entry.name)", found: found)
  }
}
