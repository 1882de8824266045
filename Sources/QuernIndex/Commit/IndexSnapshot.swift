import QuernCodec
public import QuernModel
package import QuernStorage

/// The segments of one commit.
///
/// Immutable; share freely.
public final class IndexSnapshot: Sendable {
  /// What the commit says of itself.
  public var info: CommitInfo { manifest.info }

  /// In the order in which their documents were added.
  public let segments: [SegmentReader]

  /// Summed over all segments.
  public let statistics: CollectionStatistics

  let manifest: Manifest

  /// The types of fields, and their values.
  package let columns: SnapshotColumns

  /// The fields that documents have, by name.
  package let searchedFields: [SnapshotField]

  /// The fields that can be searched.
  package var fields: [FieldName] { manifest.fields }

  /// The size of the commit's own file in bytes.
  package let commitByteCount: Int

  /// The size of all files of deletions in bytes.
  package var deletionsByteCount: Int {
    manifest.segments.reduce(0) { $0 + Int($1.deletionsFingerprint?.byteCount ?? 0) }
  }

  /// Opens the last commit of a directory.
  ///
  /// A writer may remove files of an older commit at any time: where one is gone, a newer commit is
  /// looked for.
  ///
  /// - Parameter previous: a snapshot whose open segments are shared where they are the same.
  /// - Throws: ``IndexError/noCommit(path:)``, ``IndexError``.
  package static func openLast(
    in directory: any Directory, sharing previous: IndexSnapshot? = nil
  ) throws(IndexError) -> IndexSnapshot {
    let store = CommitStore(directory)
    var attempted: UInt64?
    while true {
      guard let generation = try store.lastGeneration() else {
        throw .noCommit(path: directory.path)
      }
      do throws(IndexError) {
        return try IndexSnapshot(store, generation, sharing: previous)
      } catch {
        guard case .storage(.noSuchFile(let path)) = error else { throw error }
        // The same commit twice: its file is really gone.
        guard attempted != generation else {
          throw .codec(
            .damaged(file: path, offset: 0, expected: "a file of the last commit", found: "none"))
        }
        attempted = generation
      }
    }
  }

  private convenience init(
    _ store: CommitStore, _ generation: UInt64, sharing previous: IndexSnapshot?
  ) throws(IndexError) {
    let manifest = try store.readManifest(generation)
    var segments: [SegmentReader] = []
    for segment in manifest.segments {
      segments.append(try Self.open(segment, store.directory, sharing: previous))
    }
    let size = try storing { () throws(StorageError) in
      try store.directory.map(FileNames.commit(generation)).count
    }
    self.init(manifest, segments, commitByteCount: size)
  }

  init(_ manifest: Manifest, _ segments: [SegmentReader], commitByteCount: Int) {
    self.manifest = manifest
    self.segments = segments
    self.commitByteCount = commitByteCount
    columns = SnapshotColumns(segments.map(\.columns))
    var statistics = CollectionStatistics()
    for segment in segments {
      statistics.documentCount += UInt64(segment.documentCount - segment.deletedCount)
      for field in segment.fields {
        statistics.fields[field.name] = statistics[field.name] + field.statistics
      }
    }
    self.statistics = statistics
    searchedFields = statistics.fields.sorted { $0.key < $1.key }.map { name, statistics in
      SnapshotField(name, statistics, segments.map { $0.field(name) })
    }
  }

  /// A field over all segments; `nil` where no document has it.
  package func field(_ name: FieldName) -> SnapshotField? {
    searchedFields.first { $0.name == name }
  }

  private static func open(
    _ segment: Manifest.Segment, _ directory: any Directory, sharing previous: IndexSnapshot?
  ) throws(IndexError) -> SegmentReader {
    let shared = previous?.reader(of: segment)
    if let (known, reader) = shared, known == segment { return reader }
    let deletions = try segment.deletionsFileName.map { name throws(IndexError) in
      let view = try map(name, segment.deletionsFingerprint, directory)
      let file = try coding { () throws(CodecError) in try FramedFile(view, kind: .deletions) }
      try check(file.fingerprint, segment.deletionsFingerprint, view)
      return try coding { () throws(CodecError) in try Deletions(file, name: view.file) }
    }
    let reader: SegmentReader
    if let (_, known) = shared {
      reader = known
    } else {
      reader = try openFile(of: segment, directory)
    }
    guard deletions.map({ $0.documentCount == reader.documentCount }) ?? true else {
      throw .codec(
        .damaged(
          file: "\(directory.path)/\(segment.deletionsFileName ?? "")", offset: 0,
          expected: "deletions in \(reader.documentCount) documents", found: "another number"))
    }
    return SegmentReader(reader, deletions: deletions)
  }

  private static func openFile(
    of segment: Manifest.Segment, _ directory: any Directory
  ) throws(IndexError) -> SegmentReader {
    let view = try map(segment.fileName, segment.fingerprint, directory)
    let reader = try SegmentReader(view)
    try check(reader.file.fingerprint, segment.fingerprint, view)
    return reader
  }

  private func reader(of segment: Manifest.Segment) -> (Manifest.Segment, SegmentReader)? {
    zip(manifest.segments, segments).first {
      $0.0.number == segment.number && $0.0.fingerprint == segment.fingerprint
    }
  }

  private static func map(
    _ name: String, _ fingerprint: FileFingerprint?, _ directory: any Directory
  ) throws(IndexError) -> ByteView {
    let view = try storing { () throws(StorageError) in try directory.map(name) }
    guard let fingerprint, UInt64(view.count) != fingerprint.byteCount else { return view }
    throw .codec(
      .damaged(
        file: view.file, offset: view.count, expected: "\(fingerprint.byteCount) bytes",
        found: "\(view.count)"))
  }

  private static func check(
    _ found: FileFingerprint, _ expected: FileFingerprint?, _ view: ByteView
  ) throws(IndexError) {
    guard found != expected else { return }
    throw .codec(
      .damaged(
        file: view.file, offset: 0, expected: "the file that the commit names",
        found: "another of the same name"))
  }
}
