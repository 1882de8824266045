import QuernCodec
import QuernModel
import QuernStorage

/// What is whole of a damaged index, and what is not.
struct RepairSurvey {
  /// A segment whose structures are all as they should be.
  struct Kept {
    /// Its place among all segments.
    var place: Int
    var segment: Manifest.Segment
    var reader: SegmentReader

    /// Whether it is known which of its documents were deleted.
    var isCertain: Bool
  }

  /// A segment of which documents have to be saved one by one.
  struct Damaged {
    var place: Int
    var name: String

    /// `nil` where the file is gone.
    var view: ByteView?
    var deletions: Deletions?
    var isCertain: Bool
  }

  /// The last commit that can be read; `nil` where none can.
  private(set) var base: Manifest?
  private(set) var kept: [Kept] = []
  private(set) var damaged: [Damaged] = []

  /// What was found, in words.
  private(set) var notes: [String] = []

  /// Files that the repaired index does not need, and that only it must not remove.
  private(set) var aside: Set<String> = []

  let names: [String]
  private let directory: any Directory

  /// Looks at all files.
  ///
  /// - Parameter suspects: files of segments that are whole and yet not as they should be.
  /// - Throws: ``IndexError`` where there is no index, where it is of another version of this
  ///   program, or where the operating system does not let files be read.
  init(_ directory: any Directory, suspects: Set<String>) throws(IndexError) {
    self.directory = directory
    names = try storing { () throws(StorageError) in try directory.names() }
    try readCommit()
    guard
      base != nil || names.contains(where: { FileNames.segmentNumber($0) != nil }) || !notes.isEmpty
    else { throw IndexError.noCommit(path: directory.path) }
    guard let base else {
      try surveyFiles()
      return
    }
    for (place, segment) in base.segments.enumerated() { try survey(segment, place, suspects) }
    keepUnnamed(base)
    markDoubtful()
  }

  /// Whether there is anything to repair.
  var isNeeded: Bool {
    base == nil || !damaged.isEmpty || !notes.isEmpty || kept.contains { !$0.isCertain }
  }

  // MARK: - Commits

  private mutating func readCommit() throws(IndexError) {
    for generation in names.compactMap(FileNames.generation).sorted(by: >) {
      let name = FileNames.commit(generation)
      do throws(IndexError) {
        base = try CommitStore(directory).readManifest(generation)
        return
      } catch {
        try requireDamage(error, name)
        note("commit \(generation) cannot be read", error)
        aside.insert(name)
      }
    }
  }

  /// Throws an error that is not about what a file holds.
  private func requireDamage(_ error: IndexError, _ name: String) throws(IndexError) {
    switch error {
    case .codec(.unsupportedVersion):
      let view = try storing { () throws(StorageError) in try directory.map(name) }
      if FramedFile.hasSoundHeader(view) { throw error }
    case .storage(.system), .codec(.storage(.system)), .locked, .occupied: throw error
    case .codec, .storage, .noCommit: return
    }
  }

  private mutating func note(_ what: String, _ error: IndexError) {
    notes.append("\(what): \(IndexDamage(error).evidence)")
  }

  // MARK: - Segments of a commit

  private mutating func survey(
    _ segment: Manifest.Segment, _ place: Int, _ suspects: Set<String>
  ) throws(IndexError) {
    let (deletions, isCertain) = try readDeletions(segment)
    var found: ByteView?
    do throws(IndexError) {
      let view = try storing { () throws(StorageError) in try directory.map(segment.fileName) }
      found = view
      let reader = try SegmentReader(view)
      guard reader.file.fingerprint == segment.fingerprint else {
        // Its documents are not those of the commit, however sound it is.
        found = nil
        aside.insert(segment.fileName)
        throw .codec(
          .damaged(
            file: view.file, offset: 0, expected: "the file that the commit names",
            found: "another of the same name"))
      }
      try verify(reader)
      if !suspects.contains(view.file) {
        let fits = deletions?.documentCount ?? reader.documentCount == reader.documentCount
        if !fits { note("\(segment.deletionsFileName ?? "") is of another segment") }
        kept.append(
          Kept(
            place: place, segment: segment,
            reader: SegmentReader(reader, deletions: fits ? deletions : nil),
            isCertain: isCertain && fits))
        return
      }
      notes.append("\(segment.fileName) has postings that are not as its text says")
    } catch {
      try requireDamage(error, segment.fileName)
      note("\(segment.fileName) is damaged", error)
    }
    if found != nil { aside.insert(segment.fileName) }
    damaged.append(
      Damaged(
        place: place, name: segment.fileName, view: found, deletions: deletions,
        isCertain: isCertain))
  }

  private mutating func note(_ text: String) { notes.append(text) }

  /// Verifies all bytes and structures of a segment.
  private func verify(_ reader: SegmentReader) throws(IndexError) {
    try coding { () throws(CodecError) in
      for section in reader.file.sections { try reader.file.verify(section) }
    }
    guard let damage = SegmentChecker.check(reader).first else { return }
    throw .codec(
      .damaged(
        file: damage.file, offset: damage.offset ?? 0, expected: "sound structures",
        found: damage.evidence))
  }

  /// The deletions of a segment, and whether they are known.
  private mutating func readDeletions(
    _ segment: Manifest.Segment
  ) throws(IndexError) -> (Deletions?, isCertain: Bool) {
    guard let name = segment.deletionsFileName else { return (nil, true) }
    do throws(IndexError) {
      let (deletions, fingerprint) = try openDeletions(name)
      if fingerprint == segment.deletionsFingerprint { return (deletions, true) }
      notes.append("\(name) is not the file that the commit names")
    } catch {
      try requireDamage(error, name)
      note("\(name) is damaged", error)
    }
    if names.contains(name) { aside.insert(name) }
    notes.append("what was deleted in \(segment.fileName) is not known: it may be back")
    return (nil, false)
  }

  private func openDeletions(
    _ name: String
  ) throws(IndexError) -> (Deletions, FileFingerprint) {
    let view = try storing { () throws(StorageError) in try directory.map(name) }
    return try coding { () throws(CodecError) in
      let file = try FramedFile(view, kind: .deletions)
      return (try Deletions(file, name: name), file.fingerprint)
    }
  }

  /// Where a newer commit is lost, its files may be all that is left of it.
  private mutating func keepUnnamed(_ base: Manifest) {
    guard !aside.isEmpty else { return }
    let named = Set(
      base.segments.flatMap { [$0.fileName, $0.deletionsFileName].compactMap { $0 } })
    let hasLostCommit = aside.contains { FileNames.generation($0) != nil }
    guard hasLostCommit else { return }
    for name in names where FileNames.isOurs(name) && FileNames.generation(name) == nil {
      if !named.contains(name) { aside.insert(name) }
    }
  }

  /// What the check of all segments together finds makes a segment's deletions doubtful.
  private mutating func markDoubtful() {
    guard damaged.isEmpty, kept.allSatisfy(\.isCertain), aside.isEmpty else { return }
    for damage in IndexChecker.check(directory) {
      notes.append("\(damage.file): \(damage.evidence)")
      for index in kept.indices where kept[index].reader.name == damage.file {
        kept[index].isCertain = false
      }
    }
  }

  // MARK: - Segments without a commit

  /// Takes every segment that is there: which of them the last commit named is not known.
  private mutating func surveyFiles() throws(IndexError) {
    for number in names.compactMap(FileNames.segmentNumber).sorted() {
      let name = FileNames.segment(number)
      let view = try storing { () throws(StorageError) in try directory.map(name) }
      do throws(CodecError) { _ = try FramedFile(view, kind: .segment) } catch {
        try requireDamage(.codec(error), name)
        note("\(name) is damaged", .codec(error))
      }
      damaged.append(
        Damaged(
          place: damaged.count, name: name, view: view, deletions: lastDeletions(number),
          isCertain: false))
    }
    aside.formUnion(names.filter(FileNames.isOurs))
    notes.append("no commit can be read: all segments are taken, deleted articles may be back")
  }

  private func lastDeletions(_ segment: UInt64) -> Deletions? {
    let numbers = names.compactMap(FileNames.deletionsNumbers).filter { $0.segment == segment }
    for (_, number) in numbers.sorted(by: { $0.number > $1.number }) {
      if let found = try? openDeletions(FileNames.deletions(segment, number)) { return found.0 }
    }
    return nil
  }
}
