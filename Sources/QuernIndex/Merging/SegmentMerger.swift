import QuernCodec
import QuernModel
import QuernStorage

/// Writes the documents of several segments, less the deleted ones, as one segment.
///
/// Documents keep their order: those of the first segment come first.
struct SegmentMerger {
  private let sources: [SegmentReader]

  /// The new number of each document of each source; `nil` for a deleted one.
  let renumbering: [Renumbering]

  /// The number of documents that are left.
  let documentCount: UInt32

  init(_ sources: [SegmentReader]) {
    self.sources = sources
    var next: UInt32 = 0
    renumbering = sources.map { source in
      let renumbering = Renumbering(source, first: next)
      next += source.documentCount - source.deletedCount
      return renumbering
    }
    documentCount = next
  }

  /// - Parameter waiting: where positions wait until the file takes them.
  /// - Throws: ``IndexError/codec(_:)`` where a source is damaged or the disk is full.
  func write(
    to output: any OutputFile, spillingTo waiting: SpillFile
  ) throws(IndexError) -> FileFingerprint {
    defer { waiting.abandon() }
    return try coding { () throws(CodecError) in
      // A merge gives its bytes new checksums: damage must not get one that is right.
      for source in sources {
        for section in source.file.sections { try source.file.verify(section) }
      }
      let writer = try FramedWriter(output, kind: .segment)
      var columns = ColumnsMerger(sources, renumbering, documentCount: documentCount)
      try copyRecords(.storedBlocks, .storedIndex, to: writer, { $0.stored }) {
        (record, file) throws(CodecError) in try columns.count(record: record, file: file)
      }
      try copyRecords(.originBlocks, .originIndex, to: writer, { $0.origins }) { _, _ in }
      try writeKeys(to: writer)
      try columns.write(to: writer)
      var metadata = SegmentMetadata(documentCount: documentCount)
      for name in fieldNames {
        metadata.fields.append(
          try FieldMerger(name, sources, renumbering, documentCount: documentCount)
            .write(to: writer, number: metadata.fields.count, spillingTo: waiting))
      }
      try writer.writeSection(.metadata, metadata.encode())
      return try writer.finish()
    }
  }

  /// The fields of all sources, in the order in which they come.
  private var fieldNames: [FieldName] {
    var names: [FieldName] = []
    var seen: Set<FieldName> = []
    for source in sources {
      for field in source.fields where seen.insert(field.name).inserted { names.append(field.name) }
    }
    return names
  }

  private func copyRecords(
    _ blocks: SectionKind, _ index: SectionKind, to writer: FramedWriter,
    _ records: (SegmentReader) -> RecordsReader,
    _ note: ([UInt8], String) throws(CodecError) -> Void
  ) throws(CodecError) {
    var copy = RecordsWriter()
    writer.beginSection(blocks)
    for source in sources {
      try records(source).forEach { (number, record) throws(CodecError) in
        guard !source.isDeleted(DocumentID(rawValue: number)) else { return }
        copy.append(record)
        try note(record, source.name)
        try writer.write(copy.takeBlocks())
      }
    }
    let indexBytes = copy.finish()
    try writer.write(copy.takeBlocks())
    try writer.endSection()
    try writer.writeSection(index, indexBytes)
  }

  private func writeKeys(to writer: FramedWriter) throws(CodecError) {
    var hashes: [UInt64] = []
    for source in sources {
      try source.origins.forEach { (number, record) throws(CodecError) in
        guard !source.isDeleted(DocumentID(rawValue: number)) else { return }
        hashes.append(KeyTable.hash(try OriginRecord.decode(record, file: source.name).key))
      }
    }
    try writer.writeSection(.keyTable, KeyTable.encode(hashes: hashes))
  }
}
