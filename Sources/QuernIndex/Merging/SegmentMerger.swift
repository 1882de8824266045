import QuernCodec
import QuernModel
import QuernStorage

/// Writes the documents of several segments, less the deleted ones, as one segment.
///
/// Documents keep their order, those of the first segment first, unless ``reorder(_:shouldStop:)``
/// finds a better one.
struct SegmentMerger {
  private(set) var plan: MergePlan

  /// What has been put in another order.
  private(set) var summary = ReorderingSummary()

  init(_ sources: [SegmentReader]) { plan = MergePlan(sources) }

  /// The number of documents that are left.
  var documentCount: UInt32 { plan.documentCount }

  /// Puts documents with the same terms side by side, where that pays.
  ///
  /// - Parameter shouldStop: whether the merge is not wanted any more.
  /// - Throws: ``IndexError/codec(_:)`` where a source is damaged.
  mutating func reorder(
    _ reordering: Reordering?, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) throws(IndexError) {
    guard let reordering, documentCount >= reordering.smallestDocumentCount, documentCount > 1
    else { return }
    let clock = ContinuousClock()
    let begun = clock.now
    let forward = try coding { () throws(CodecError) in
      try ForwardIndexBuilder(plan, memoryByteCount: reordering.memoryByteCount).build()
    }
    let bisection = GraphBisection(forward, shouldStop: shouldStop)
    plan.reorder(bisection.order(threads: reordering.threads))
    summary.documentCount = Int(documentCount)
    summary.duration = clock.now - begun
    summary.byteCountBefore = plan.sources.reduce(0) { $0 + $1.listByteCount }
  }

  /// - Parameter waiting: where positions wait until the file takes them.
  /// - Throws: ``IndexError/codec(_:)`` where a source is damaged or the disk is full.
  func write(
    to output: any OutputFile, spillingTo waiting: SpillFile
  ) throws(IndexError) -> FileFingerprint {
    defer { waiting.abandon() }
    return try coding { () throws(CodecError) in
      // A merge gives its bytes new checksums: damage must not get one that is right.
      for source in plan.sources {
        for section in source.file.sections { try source.file.verify(section) }
      }
      let writer = try FramedWriter(output, kind: .segment)
      var columns = ColumnsMerger(plan)
      try copyRecords(.storedBlocks, .storedIndex, to: writer, { $0.stored }) {
        (record, file) throws(CodecError) in try columns.count(record: record, file: file)
      }
      try copyRecords(.originBlocks, .originIndex, to: writer, { $0.origins }) { _, _ in }
      try writeKeys(to: writer)
      try columns.write(to: writer)
      var metadata = SegmentMetadata(documentCount: documentCount)
      metadata.fields = try mergeFields(to: writer, spillingTo: waiting)
      if plan.isReordered { try writer.writeSection(.order, OrderSection.bisection) }
      try writer.writeSection(.metadata, metadata.encode())
      return try writer.finish()
    }
  }

  /// Merges the fields, the longest first.
  ///
  /// - Returns: them in the order of their numbers.
  private func mergeFields(
    to writer: FramedWriter, spillingTo waiting: SpillFile
  ) throws(CodecError) -> [SegmentMetadata.Field] {
    let names = plan.fieldNames
    let counts = names.map(plan.tokenCount)
    var shared: Set<[UInt8]> = []
    var merged: [Int: SegmentMetadata.Field] = [:]
    for number in names.indices.sorted(by: { (counts[$1], $0) < (counts[$0], $1) }) {
      merged[number] = try FieldMerger(names[number], plan)
        .write(to: writer, number: number, sharing: &shared, spillingTo: waiting)
    }
    return names.indices.compactMap { merged[$0] }
  }

  private func copyRecords(
    _ blocks: SectionKind, _ index: SectionKind, to writer: FramedWriter,
    _ records: (SegmentReader) -> RecordsReader,
    _ note: ([UInt8], String) throws(CodecError) -> Void
  ) throws(CodecError) {
    var copy = RecordsWriter()
    var lookups = plan.sources.map { source in
      RecordsLookup(
        records(source), keptByteCount: RecordsLookup.usualByteCount / plan.sources.count)
    }
    writer.beginSection(blocks)
    try plan.forEachDocument { (origin) throws(CodecError) in
      let record = try lookups[origin.source].record(origin.document)
      try note(record, plan.sources[origin.source].name)
      copy.append(record)
      try writer.write(copy.takeBlocks())
    }
    let indexBytes = copy.finish()
    try writer.write(copy.takeBlocks())
    try writer.endSection()
    try writer.writeSection(index, indexBytes)
  }

  private func writeKeys(to writer: FramedWriter) throws(CodecError) {
    var hashes = [UInt64](repeating: 0, count: Int(documentCount))
    for (place, source) in plan.sources.enumerated() {
      try source.origins.forEach { (number, record) throws(CodecError) in
        guard let new = plan.renumbering[place][number] else { return }
        hashes[Int(new)] = KeyTable.hash(try OriginRecord.decode(record, file: source.name).key)
      }
    }
    try writer.writeSection(.keyTable, KeyTable.encode(hashes: hashes))
  }
}
