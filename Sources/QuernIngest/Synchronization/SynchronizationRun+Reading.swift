import QuernModel

extension SynchronizationRun {
  /// Where a document stands in its file.
  typealias Place = (number: Int, offset: Int, byteCount: Int)

  /// Reads a file and offers its documents.
  mutating func read<Consumer: SynchronizationConsumer & ~Copyable>(
    _ number: Int, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    let failedBefore = summary.failed
    if scan.files[number].format == .jsonl {
      try readLines(number, recovering: nil, &consumer)
    } else {
      try readArticle(number, &consumer)
    }
    guard summary.failed > failedBefore, !scan.files[number].isStandardInput else { return }
    // What was not found may stand where reading failed.
    for index in known.indices(of: FilePath(scan.files[number].path))
    where !known.states[index].isProvided {
      known.states[index].isProvided = true
      _ = known.offer(index, from: number, nil)
      known.states[index].isKept = true
    }
  }

  private mutating func readArticle<Consumer: SynchronizationConsumer & ~Copyable>(
    _ number: Int, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    let file = scan.files[number]
    let (document, replaced): (Document, ReplacedBytes?)
    do throws(IngestError) {
      (document, replaced) =
        file.isStandardInput
        ? try ArticleReader.read(descriptor: plan.standardInput, as: file.format)
        : try ArticleReader.read(FilePath(file.path), as: file.format)
    } catch {
      return try record(IngestFailure(path: file.path, reason: error), &consumer)
    }
    if let replaced {
      try note(IngestRepair(path: file.path, line: nil, replaced: replaced), &consumer)
    }
    _ = try offer(document, number, nil, &consumer)
  }

  /// Reads a file or stream of lines, and offers all documents; or with `wanted` only those that
  /// have the keys of certain known documents.
  mutating func readLines<Consumer: SynchronizationConsumer & ~Copyable>(
    _ number: Int, recovering wanted: Set<Int>?, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    let file = scan.files[number]
    var reader: JSONLinesReader
    do throws(IngestError) {
      reader =
        file.isStandardInput
        ? JSONLinesReader(descriptor: plan.standardInput) : try JSONLinesReader(path: file.path)
    } catch {
      return try record(IngestFailure(path: file.path, reason: error), &consumer)
    }
    var lastAdded: Document?
    var ticks = Ticks()
    while true {
      let line: JSONLine?
      do throws(IngestError) {
        line = try reader.next()
      } catch {
        try handOverUnfinished(lastAdded, &consumer)
        return try record(IngestFailure(path: file.path, reason: error), &consumer)
      }
      guard let line else { return }
      if let added = try take(line, number, recovering: wanted, &consumer) { lastAdded = added }
      if wanted == nil, ticks.isDue(at: reader.consumedByteCount) {
        try tick(reader.consumedByteCount, &consumer)
      }
    }
  }

  /// Counts off the bytes of a file, to tell progress now and then.
  private struct Ticks {
    private var next = Int(SynchronizationRun.progressByteCount)

    mutating func isDue(at byteCount: Int) -> Bool {
      guard byteCount >= next else { return false }
      next = byteCount + Int(SynchronizationRun.progressByteCount)
      return true
    }
  }

  private mutating func tick<Consumer: SynchronizationConsumer & ~Copyable>(
    _ byteCount: Int, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    var inside = progress
    inside.byteCount &+= UInt64(byteCount)
    try consumer.observe(.progress(inside))
  }

  /// Offers a line's document, or says why there is none.
  ///
  /// - Returns: the document if it was handed over.
  private mutating func take<Consumer: SynchronizationConsumer & ~Copyable>(
    _ line: JSONLine, _ number: Int, recovering wanted: Set<Int>?, _ consumer: inout Consumer
  ) throws(Consumer.Failure) -> Document? {
    let document: Document
    switch line.document {
    case .success(let found): document = found
    case .failure(let reason):
      let path = scan.files[number].path
      try record(IngestFailure(path: path, line: line.number, reason: reason), &consumer)
      return nil
    }
    let place = (line.number, line.offset, line.byteCount)
    guard let wanted else {
      if let replaced = line.replaced {
        let path = scan.files[number].path
        try note(IngestRepair(path: path, line: line.number, replaced: replaced), &consumer)
      }
      return try offer(document, number, place, &consumer) ? document : nil
    }
    if let index = known.index(of: document.key), wanted.contains(index) {
      _ = known.offer(index, from: number, replacement(index, number, place, document))
    }
    return nil
  }

  /// Hands a new document over, or notes it against the known one with its key.
  ///
  /// - Returns: whether it was handed over.
  private mutating func offer<Consumer: SynchronizationConsumer & ~Copyable>(
    _ document: Document, _ number: Int, _ place: Place?, _ consumer: inout Consumer
  ) throws(Consumer.Failure) -> Bool {
    progress.documentCount += 1
    let hash = document.key.hashValue
    if !newKeys.contains(hash) { try learn(document.key, &consumer) }
    guard let index = known.index(of: document.key) else {
      if newKeys.insert(hash).inserted {
        summary.added += 1
        try consumer.observe(.change(.add, document.key))
      } else {
        summary.duplicates += 1
      }
      try consumer.add(document)
      return true
    }
    if scan.files[number].isStandardInput {
      return try stream(document, number, index, &consumer)
    }
    let source = known.documents[index].source
    let isOwn = FilePath(source.path) == FilePath(scan.files[number].path)
    if isOwn { known.states[index].isProvided = true }
    let isSame = isOwn && source.contentHash == document.source?.contentHash
    let replacement = isSame ? nil : replacement(index, number, place, document)
    if known.offer(index, from: number, replacement) { summary.duplicates += 1 }
    return false
  }

  private func replacement(
    _ index: Int, _ number: Int, _ place: Place?, _ document: Document
  ) -> KnownTable.Replacement? {
    document.source.map {
      KnownTable.Replacement(index: index, file: number, line: place, source: $0)
    }
  }

  /// Hands over once more what was added last, from a file whose reading broke off: with a time
  /// that no file has, so that the next run reads the file again and finds the rest.
  private func handOverUnfinished<Consumer: SynchronizationConsumer & ~Copyable>(
    _ document: Document?, _ consumer: inout Consumer
  ) throws(Consumer.Failure) {
    guard var document else { return }
    document.source?.modified = .min
    try consumer.add(document)
  }
}
