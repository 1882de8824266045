import QuernStorage

/// Writes the ordinals of one column, document after document.
///
/// See `FORMAT.md`.
package struct ColumnWriter: Sendable {
  private var blocks = ByteWriter()
  private var index = ByteWriter()

  /// The current block: how many values each of its documents has, and the values.
  private var counts: [UInt32] = []
  private var ordinals: [UInt32] = []
  private var firstDocument: UInt32 = 0

  package private(set) var documentCount: UInt32 = 0
  package private(set) var placeCount: UInt64 = 0

  package init() {}

  private static let blockSize = UInt32(BitPacking.blockSize)

  /// Adds the values of a document, which ascend strictly; documents ascend.
  package mutating func append(document: UInt32, _ values: some Collection<UInt32>) {
    guard !values.isEmpty else { return }
    while document >= firstDocument + Self.blockSize { closeBlock() }
    counts.append(
      contentsOf: repeatElement(0, count: Int(document - firstDocument) - counts.count))
    counts.append(UInt32(values.count))
    ordinals.append(contentsOf: values)
    documentCount += 1
    placeCount += UInt64(values.count)
  }

  /// Ends the column.
  ///
  /// - Parameter segmentDocumentCount: the number of documents in the segment.
  package mutating func finish(
    segmentDocumentCount: UInt32
  ) -> (blocks: [UInt8], index: [UInt8]) {
    while firstDocument < segmentDocumentCount { closeBlock(before: segmentDocumentCount) }
    defer { self = ColumnWriter() }
    return (blocks.bytes, index.bytes)
  }

  private mutating func closeBlock(before end: UInt32 = .max) {
    let size = Int(min(Self.blockSize, end - firstDocument))
    counts.append(contentsOf: repeatElement(0, count: max(0, size - counts.count)))
    let form = form(size)
    let offset = UInt64(blocks.count)
    let (least, greatest) = (ordinals.min() ?? 0, ordinals.max() ?? 0)
    var width = 0
    switch form {
    case .empty: break
    case .full: width = pack(ordinals.map { $0 - least })
    case .sparse:
      var next = ordinals.makeIterator()
      width = pack(counts.map { $0 == 0 ? 0 : (next.next() ?? least) - least + 1 })
    case .several:
      let countWidth = BitPacking.width(of: counts, count: counts.count)
      blocks.writeByte(UInt8(countWidth))
      pack(counts, width: countWidth)
      width = pack(ordinals.map { $0 - least })
    }
    index.writeFixed(least)
    index.writeFixed(greatest)
    index.writeFixed(offset | form.rawValue << 48 | UInt64(width) << 56)
    firstDocument += Self.blockSize
    counts.removeAll(keepingCapacity: true)
    ordinals.removeAll(keepingCapacity: true)
  }

  private func form(_ size: Int) -> ColumnsFormat.Form {
    if ordinals.isEmpty { return .empty }
    if counts.contains(where: { $0 > 1 }) { return .several }
    return ordinals.count == size ? .full : .sparse
  }

  private mutating func pack(_ values: [UInt32]) -> Int {
    let width = BitPacking.width(of: values, count: values.count)
    pack(values, width: width)
    return width
  }

  /// Packs values in groups of 128, the last one filled up with zeros.
  private mutating func pack(_ values: [UInt32], width: Int) {
    guard width > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: BitPacking.byteCount(width: width))
    for start in stride(from: 0, to: values.count, by: BitPacking.blockSize) {
      var group = Array(values[start..<min(start + BitPacking.blockSize, values.count)])
      group.append(contentsOf: repeatElement(0, count: BitPacking.blockSize - group.count))
      BitPacking.pack(group, width: width, into: &bytes)
      blocks.write(bytes)
    }
  }
}
