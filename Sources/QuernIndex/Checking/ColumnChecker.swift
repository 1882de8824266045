package import QuernCodec
import QuernModel

/// Verifies the columns of a segment.
package struct ColumnChecker {
  private let segment: SegmentReader

  package init(_ segment: SegmentReader) { self.segment = segment }

  /// Verifies order, bounds, ranges and counts of every column.
  func check() throws(CodecError) {
    for (number, entry) in (segment.columns.entries ?? []).enumerated() where entry.hasColumn {
      let column = try segment.columns.open(number, entry)
      try column.values.check()
      try column.checkPlaces()
      try checkBlocks(column)
    }
  }

  private func checkBlocks(_ column: ColumnReader) throws(CodecError) {
    var block = ColumnBlock()
    var isUsed = [Bool](repeating: false, count: column.values.count)
    var (documentCount, placeCount) = (UInt32(0), UInt64(0))
    for number in 0..<column.blockCount {
      guard let bounds = try column.bounds(ofBlock: number) else { continue }
      try column.load(number, into: &block)
      let first = number * BitPacking.blockSize
      var (least, greatest) = (UInt32.max, UInt32.min)
      for document in 0..<min(BitPacking.blockSize, Int(column.segmentDocumentCount) - first) {
        let ordinals = block.ordinals[block.places(of: document)]
        guard zip(ordinals, ordinals.dropFirst()).allSatisfy(<) else {
          throw column.damaged(
            number, "ascending ordinals in document \(first + document)", "others")
        }
        for ordinal in ordinals {
          isUsed[Int(ordinal)] = true
          (least, greatest) = (min(least, ordinal), max(greatest, ordinal))
        }
        documentCount += ordinals.isEmpty ? 0 : 1
        placeCount += UInt64(ordinals.count)
      }
      guard bounds.least == least, bounds.greatest == greatest else {
        throw column.damaged(
          number, "bounds \(least) and \(greatest)", "\(bounds.least) and \(bounds.greatest)")
      }
    }
    let entry = column.entry
    guard documentCount == entry.documentCount, placeCount == entry.placeCount,
      isUsed.allSatisfy({ $0 })
    else {
      throw column.damaged(
        0, "\(entry.placeCount) values of \(entry.documentCount) documents, each value somewhere",
        "\(placeCount) of \(documentCount)")
    }
  }

  /// Makes the columns of the stored fields once more, and compares them byte for byte.
  ///
  /// - Throws: ``CodecError/damaged(file:offset:expected:found:)`` where they differ.
  /// - Complexity: O(bytes of the stored fields); memory for the columns of the segment.
  package func checkDeeply() throws(CodecError) {
    guard let entries = segment.columns.entries else { return }
    let builder = try segment.columns.scan(.columns)
    var expected: [ColumnEntry] = []
    for column in builder.columns {
      guard let type = column.counts.type(of: column.name) else { continue }
      var entry = ColumnEntry(name: column.name, counts: column.counts, type: type)
      if type != .text,
        let encoded = column.column(as: type, documentCount: segment.documentCount)
      {
        entry = encoded.entry
        let number = expected.count
        if number < entries.count, entries[number] == entry,
          try !encoded.isEqual(to: segment.file, number: number)
        {
          throw damaged("the values that are stored in the column of \(entry.name)", "others")
        }
      }
      expected.append(entry)
    }
    for (expected, found) in zip(expected, entries) where expected != found {
      throw damaged("the counts of the stored values of \(expected.name)", "others")
    }
    guard expected.count == entries.count else {
      throw damaged("columns of \(expected.count) fields", "\(entries.count)")
    }
  }

  private func damaged(_ expected: String, _ found: String) -> CodecError {
    .damaged(file: segment.name, offset: 0, expected: expected, found: found)
  }
}
