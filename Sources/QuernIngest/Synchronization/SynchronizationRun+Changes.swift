import QuernModel

extension SynchronizationRun {
  // MARK: Standard input

  /// Hands over a document of standard input that replaces a known one, unless it is the same.
  ///
  /// The same text keeps the source that it has, unless that is gone.
  ///
  /// - Returns: whether it was handed over.
  mutating func stream<Consumer: SynchronizationConsumer & ~Copyable>(
    _ document: Document, _ number: Int, _ index: Int, _ consumer: inout Consumer
  ) throws(Consumer.Failure) -> Bool {
    if known.states[index].winner != KnownTable.noFile { summary.duplicates += 1 }
    let isOrphan = isGone(index)
    known.states[index] = KnownTable.State(winner: number, isProvided: true)
    known.replacements[index] = nil
    let hash = document.source?.contentHash
    let state = streamed[index] ?? known.documents[index].source.contentHash
    guard let hash, hash != state || isOrphan else { return false }
    streamed[index] = hash
    try consumer.add(document)
    return true
  }

  /// Counts the known documents that standard input has changed in the end.
  mutating func settleStream<Consumer: SynchronizationConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    for index in streamed.keys.sorted(by: { known.documents[$0].key < known.documents[$1].key }) {
      let document = known.documents[index]
      let isSame =
        streamed[index] == document.source.contentHash
        && document.source.path == FolderScan.standardInputPath
      if isSame {
        streamed[index] = nil
      } else {
        summary.updated += 1
        try consumer.observe(.change(.update, document.key))
      }
    }
  }

  // MARK: Replacements

  /// Reads what has changed a second time and hands it over, file by file.
  mutating func replace<Consumer: SynchronizationConsumer & ~Copyable>(
    _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    let replacements = known.replacements.values.sorted {
      ($0.file, $0.line?.offset ?? 0) < ($1.file, $1.line?.offset ?? 0)
    }
    var start = 0
    while start < replacements.count {
      let file = replacements[start].file
      let rest = replacements[start...]
      let end = rest.firstIndex { $0.file != file } ?? replacements.count
      try replace(replacements[start..<end], &consumer)
      start = end
    }
  }

  /// Hands over what has changed in one file.
  private mutating func replace<Consumer: SynchronizationConsumer & ~Copyable>(
    _ replacements: ArraySlice<KnownTable.Replacement>, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    guard let first = replacements.first else { return }
    let path = scan.files[first.file].path
    let input: InputFile
    do throws(IngestError) {
      input = try InputFile(FilePath(path))
    } catch {
      let failure = IngestFailure(path: path, reason: error)
      for replacement in replacements { try keep(replacement, failure, &consumer) }
      return
    }
    for replacement in replacements {
      let document: Document
      do throws(IngestError) {
        document = try read(replacement, from: input)
      } catch {
        let failure = IngestFailure(path: path, line: replacement.line?.number, reason: error)
        try keep(replacement, failure, &consumer)
        continue
      }
      summary.updated += 1
      try consumer.observe(.change(.update, document.key))
      try consumer.add(document)
    }
  }

  /// Reads a document again, and makes sure that it is the same one still.
  private func read(
    _ replacement: KnownTable.Replacement, from input: borrowing InputFile
  ) throws(IngestError) -> Document {
    let source = replacement.source
    let bytes =
      if let line = replacement.line {
        try input.bytes(at: line.offset, count: line.byteCount)
      } else {
        try input.bytesToEnd(
          expecting: source.byteCount, limit: ArticleReader.maximumByteCount)
      }
    guard ContentHash.hash(bytes.span) == source.contentHash else { throw .changedWhileRead }
    guard let line = replacement.line else {
      let format = scan.files[replacement.file].format
      return try ArticleReader.document(bytes, format: format, source: source)
    }
    return try JSONDocument.read(
      bytes.span, source: source, fallbackKey: "\(source.path):\(line.number)"
    ).document
  }

  /// Leaves the known document where its replacement could not be read a second time.
  private mutating func keep<Consumer: SynchronizationConsumer & ~Copyable>(
    _ replacement: KnownTable.Replacement, _ failure: IngestFailure, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    known.states[replacement.index].isKept = true
    try record(failure, &consumer)
  }
}
