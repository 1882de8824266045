import QuernCodec
package import QuernModel
package import QuernStorage

/// Makes a sound index of a damaged one: whole segments stay, documents of others are written anew.
///
/// The owner analyses the documents that ``nextDocument()`` gives and hands them to
/// ``add(_:_:)``. Nothing of the old index is changed until the new commit stands; then the files
/// that it does not need are renamed to `NAME.damaged`. Owned by one task.
package final class IndexRepair {
  /// A document that could not be saved.
  package struct Lost: Sendable, Hashable {
    /// `nil` where the key cannot be read.
    package var key: DocumentKey?

    /// The path of its file, where that is known.
    package var path: String?

    /// Its title, where that is known.
    package var title: String?
  }

  /// What the last readable commit says of itself; `nil` where there is none.
  package var info: CommitInfo? { survey.base?.info }

  /// Whether there is anything to repair.
  package var isNeeded: Bool { survey.isNeeded }

  package private(set) var notes: [String]
  package private(set) var lost: [Lost] = []

  /// Documents that are lost and of which nothing is known.
  package private(set) var unnamedLostCount = 0

  /// Documents that were written anew.
  package private(set) var savedCount = 0

  /// Segments that stay as they are.
  package var keptSegmentCount: Int { survey.kept.count }

  /// The names that set-aside files have now.
  package internal(set) var renamed: [String] = []

  /// The fields that can be searched.
  package private(set) var fields: [FieldName]

  /// A new segment.
  struct Written {
    var segment: Manifest.Segment
    var reader: SegmentReader
    var deletions: Deletions
  }

  let directory: any Directory
  private let lock: any DirectoryLock
  let survey: RepairSurvey
  private let memoryLimit: Int

  private var work: [RepairSurvey.Damaged]
  private var current: (damaged: RepairSurvey.Damaged, salvage: SegmentSalvage, seen: Int)?
  private var builder: SegmentBuilder?
  var written: [Written] = []

  /// The keys that the current segment has given, where a later document replaces an earlier one.
  private var currentKeys: Set<DocumentKey> = []
  var nextSegment: UInt64
  var isCommitted = false

  /// Takes the writer's lock and looks at all files.
  ///
  /// - Throws: ``IndexError``.
  package init(
    _ directory: any Directory, suspects: Set<String>, memoryLimit: Int
  ) throws(IndexError) {
    self.directory = directory
    self.memoryLimit = memoryLimit
    let lock = try WriterLock.take(directory)
    do throws(IndexError) {
      survey = try RepairSurvey(directory, suspects: suspects)
    } catch {
      lock.release()
      throw error
    }
    self.lock = lock
    notes = survey.notes
    // Documents that are there for certain come first; of the others the latest counts.
    work =
      survey.damaged.filter(\.isCertain) + survey.damaged.filter { !$0.isCertain }.reversed()
    let used = survey.names.compactMap(FileNames.segmentNumber).max() ?? 0
    nextSegment = max(survey.base?.nextSegment ?? 1, used + 1)
    fields = survey.base?.fields ?? []
    for field in survey.kept.flatMap(\.reader.fields) where !fields.contains(field.name) {
      fields.append(field.name)
    }
  }

  deinit {
    if !isCommitted { rollback() }
    lock.release()
  }

  /// Removes what was written; a manifest first, and if it cannot be, nothing.
  private func rollback() {
    builder?.abandon()
    do throws(StorageError) {
      let new = try directory.names().filter { FileNames.isOurs($0) && !survey.names.contains($0) }
      let commits = new.filter { FileNames.generation($0) != nil }
      for name in commits { try directory.remove(name) }
      if !commits.isEmpty { try directory.synchronize() }
      for name in new where !commits.contains(name) { try directory.remove(name) }
    } catch {
      // What is left, the next writer or repair clears away.
    }
  }

  // MARK: - Documents

  /// The next document that has to be written anew; `nil` where there are no more.
  ///
  /// - Throws: ``IndexError``.
  package func nextDocument() throws(IndexError) -> Document? {
    while true {
      guard current != nil || begin() else { return nil }
      guard let (number, item) = current?.salvage.next() else {
        end()
        continue
      }
      guard let damaged = current?.damaged else { return nil }
      if let deletions = damaged.deletions, number < deletions.documentCount,
        deletions.contains(number)
      {
        continue
      }
      current?.seen += 1
      switch item {
      case .whole(let document):
        guard try !isTaken(document.key, after: damaged) else { continue }
        if !damaged.isCertain { currentKeys.insert(document.key) }
        return document
      case .withoutText(let key, let source):
        if try !isTaken(key, after: damaged) { lost.append(Lost(key: key, path: source?.path)) }
      case .withoutKey(let fields):
        let title = fields.first { $0.name == .title }?.values.first
        lost.append(Lost(title: title))
      }
    }
  }

  /// Makes a field one that can be searched.
  package func addField(_ name: FieldName) { fields.append(name) }

  /// Writes a document.
  ///
  /// - Returns: whether the builder was full and has been written: terms are numbered from 0 again.
  /// - Throws: ``IndexError``.
  package func add(_ document: Document, _ tokens: TokenBatch) throws(IndexError) -> Bool {
    for index in written.indices {
      let found = try written[index].reader.find(
        document.key, deletions: written[index].deletions)
      if let found { _ = written[index].deletions.insert(found.rawValue) }
    }
    let builder = try currentBuilder()
    try builder.add(document, tokens)
    savedCount += 1
    guard
      builder.memoryByteCount > memoryLimit
        || builder.documentCount >= MergePolicy.maximumDocumentCount
    else { return false }
    try flush()
    return true
  }

  private func begin() -> Bool {
    guard !work.isEmpty else { return false }
    let damaged = work.removeFirst()
    guard let view = damaged.view else {
      notes.append("\(damaged.name) is gone: which articles it held is not known")
      return begin()
    }
    current = (damaged, SegmentSalvage(view), 0)
    return true
  }

  /// Counts what of a segment was not seen at all.
  private func end() {
    guard let (damaged, salvage, seen) = current else { return }
    current = nil
    currentKeys.removeAll()
    guard let count = salvage.documentCount else {
      notes.append("how many articles \(damaged.name) held is not known")
      return
    }
    let deleted = damaged.deletions.map { $0.documentCount == count ? Int($0.deletedCount) : 0 }
    unnamedLostCount += max(0, Int(count) - (deleted ?? 0) - seen)
  }

  /// Whether a document with the key is there that counts more.
  private func isTaken(
    _ key: DocumentKey, after damaged: RepairSurvey.Damaged
  ) throws(IndexError) -> Bool {
    if currentKeys.contains(key) { return false }
    if builder?.contains(key) == true { return true }
    for new in written where try new.reader.find(key, deletions: new.deletions) != nil {
      return true
    }
    for kept in survey.kept
    where kept.isCertain || (!damaged.isCertain && kept.place > damaged.place) {
      if try kept.reader.find(key) != nil { return true }
    }
    return false
  }

  // MARK: - Segments

  private func currentBuilder() throws(IndexError) -> SegmentBuilder {
    if let builder { return builder }
    let name = FileNames.segment(nextSegment)
    let output = try storing { () throws(StorageError) in try directory.create(name) }
    let new = try SegmentBuilder(output)
    builder = new
    return new
  }

  func flush() throws(IndexError) {
    guard let full = builder else { return }
    builder = nil
    let result = try full.finish()
    let segment = Manifest.Segment(number: nextSegment, fingerprint: result.fingerprint)
    nextSegment += 1
    let view = try storing { () throws(StorageError) in try directory.map(segment.fileName) }
    let reader = try SegmentReader(view)
    try coding { () throws(CodecError) in
      for section in reader.file.sections { try reader.file.verify(section) }
    }
    var deletions = Deletions(documentCount: result.documentCount)
    for document in full.deletions { _ = deletions.insert(document) }
    written.append(Written(segment: segment, reader: reader, deletions: deletions))
  }
}
