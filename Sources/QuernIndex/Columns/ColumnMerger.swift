import QuernCodec
import QuernModel
import QuernStorage

/// Merges the column of one field of several segments.
///
/// The values of the sources are merged in order, and each ordinal gets its new one; so that memory is
/// taken for one column at a time, and for each different value 4 bytes a source.
struct ColumnMerger {
  private let plan: MergePlan

  init(_ plan: MergePlan) { self.plan = plan }

  /// The merged column; `nil` where no document that is left has a value in it.
  func merge(_ entry: ColumnEntry) throws(CodecError) -> EncodedColumn? {
    var columns: [(source: Int, column: ColumnReader)] = []
    for (source, segment) in plan.sources.enumerated() {
      if let column = try segment.columns.column(entry.name, as: entry.type) {
        columns.append((source, column))
      }
    }
    var ordinals: [[UInt32]] = []
    for (source, column) in columns { ordinals.append(try usedOrdinals(source, column)) }
    let merged =
      entry.type == .keyword
      ? try mergeKeywords(columns.map(\.column.values), &ordinals)
      : try mergeIntegers(columns.map(\.column.values), &ordinals)
    guard let values = merged.values, merged.count > 0 else { return nil }
    var writer = ColumnWriter()
    if plan.isReordered {
      try copyReordered(columns, ordinals, to: &writer)
    } else {
      for (place, (source, column)) in columns.enumerated() {
        try forEachDocument(of: column, source) { document, block, places in
          writer.append(
            document: document, block.ordinals[places].map { ordinals[place][Int($0)] })
        }
      }
    }
    var entry = entry
    entry.distinctCount = UInt32(merged.count)
    return EncodedColumn(entry, values: values, writer, documentCount: plan.documentCount)
  }

  /// For each ordinal 0 where a document that is left has it, else `UInt32.max`.
  private func usedOrdinals(
    _ source: Int, _ column: ColumnReader
  ) throws(CodecError) -> [UInt32] {
    guard plan.sources[source].deletedCount > 0 else {
      return [UInt32](repeating: 0, count: column.values.count)
    }
    var used = [UInt32](repeating: .max, count: column.values.count)
    try forEachDocument(of: column, source) { _, block, places in
      for place in places { used[Int(block.ordinals[place])] = 0 }
    }
    return used
  }

  /// Copies documents that do not come in their new order: 4 bytes wait for each, more for those with
  /// several values.
  private func copyReordered(
    _ columns: [(source: Int, column: ColumnReader)], _ ordinals: [[UInt32]],
    to writer: inout ColumnWriter
  ) throws(CodecError) {
    var first = [UInt32](repeating: .max, count: Int(plan.documentCount))
    var several: [UInt32: [UInt32]] = [:]
    for (place, (source, column)) in columns.enumerated() {
      try forEachDocument(of: column, source) { document, block, places in
        first[Int(document)] = ordinals[place][Int(block.ordinals[places.lowerBound])]
        if places.count > 1 {
          several[document] = block.ordinals[places].map { ordinals[place][Int($0)] }
        }
      }
    }
    for document in 0..<plan.documentCount where first[Int(document)] != .max {
      writer.append(document: document, several[document] ?? [first[Int(document)]])
    }
  }

  /// Calls a function with each document that is left and has values, by its new number.
  private func forEachDocument(
    of column: ColumnReader, _ source: Int,
    _ body: (UInt32, borrowing ColumnBlock, Range<Int>) -> Void
  ) throws(CodecError) {
    var block = ColumnBlock()
    for number in 0..<column.blockCount where try column.bounds(ofBlock: number) != nil {
      try column.load(number, into: &block)
      let first = UInt32(number * BitPacking.blockSize)
      let count = min(UInt32(BitPacking.blockSize), column.segmentDocumentCount - first)
      for place in 0..<count {
        let places = block.places(of: Int(place))
        guard !places.isEmpty, let new = plan.renumbering[source][first + place] else { continue }
        body(new, block, places)
      }
    }
  }

  // MARK: Values

  private func mergeIntegers(
    _ values: [ColumnValues], _ ordinals: inout [[UInt32]]
  ) throws(CodecError) -> (values: [UInt8]?, count: Int) {
    var bytes = ByteWriter()
    let count = try merge(
      &ordinals, by: <,
      read: { (source, ordinal) throws(CodecError) in
        try values[source].integer(ordinal)
      }, write: { bytes.writeFixed($0) })
    return (bytes.bytes, count)
  }

  private func mergeKeywords(
    _ values: [ColumnValues], _ ordinals: inout [[UInt32]]
  ) throws(CodecError) -> (values: [UInt8]?, count: Int) {
    var keywords = KeywordWriter()
    let count = try merge(
      &ordinals, by: { $0.lexicographicallyPrecedes($1) },
      read: { (source, ordinal) throws(CodecError) in try values[source].keyword(ordinal) },
      write: { keywords.append($0) })
    return (keywords.bytes, count)
  }

  /// Merges the values that are used, and puts their new ordinals in place of the old ones.
  ///
  /// - Returns: the number of different values.
  private func merge<Value: Equatable>(
    _ ordinals: inout [[UInt32]], by precedes: (Value, Value) -> Bool,
    read: (Int, Int) throws(CodecError) -> Value, write: (Value) -> Void
  ) throws(CodecError) -> Int {
    var next = ordinals.map { _ in -1 }
    var heads: [Value?] = ordinals.map { _ in nil }
    func advance(_ source: Int) throws(CodecError) {
      next[source] += 1
      while next[source] < ordinals[source].count, ordinals[source][next[source]] == .max {
        next[source] += 1
      }
      heads[source] =
        next[source] < ordinals[source].count ? try read(source, next[source]) : nil
    }
    for source in ordinals.indices { try advance(source) }
    var count: UInt32 = 0
    while let least = heads.lazy.compactMap({ $0 }).min(by: precedes) {
      write(least)
      for source in ordinals.indices where heads[source] == least {
        ordinals[source][next[source]] = count
        try advance(source)
      }
      count += 1
    }
    return Int(count)
  }
}
