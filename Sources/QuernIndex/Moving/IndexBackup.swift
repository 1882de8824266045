import QuernCodec
import QuernModel
package import QuernStorage

/// Puts the files of one commit into another folder, which is then an index by itself.
///
/// Every file is linked where that can be done and copied from the mapped bytes where not, so that
/// a writer may commit, merge and remove files meanwhile. All checksums are verified in the copy
/// before the manifest gets its name: a backup that breaks off is no index, or still the one before.
package struct IndexBackup {
  /// What was done.
  package struct Result: Sendable {
    package var linkedCount = 0
    package var copiedCount = 0

    /// Files that the folder had already.
    package var keptCount = 0

    /// Of all files of the commit.
    package var byteCount = 0
  }

  private let snapshot: IndexSnapshot
  private let source: any Directory
  private let target: any Directory
  private let mayLink: Bool
  private var result = Result()

  /// The last commit of the target, which stays whole until the new one stands.
  private var previous: Manifest?
  private var names: Set<String> = []

  /// What the name of a copy ends with that takes the place of a damaged file once it is whole.
  private static let temporarySuffix = ".new"

  /// Files are copied in pieces of this many bytes.
  private static let pieceByteCount = 1 << 20

  /// Makes or renews a backup.
  ///
  /// - Parameters:
  ///   - source: where the snapshot was opened.
  ///   - mayLink: whether files may share their bytes with the index.
  /// - Throws: ``IndexError/occupied(path:evidence:)`` where the folder holds something else,
  ///   ``IndexError``.
  package static func write(
    _ snapshot: IndexSnapshot, from source: any Directory, to target: any Directory, mayLink: Bool
  ) throws(IndexError) -> Result {
    let lock = try WriterLock.take(target)
    defer { lock.release() }
    var backup = IndexBackup(snapshot, source, target, mayLink)
    try backup.run()
    return backup.result
  }

  private init(
    _ snapshot: IndexSnapshot, _ source: any Directory, _ target: any Directory, _ mayLink: Bool
  ) {
    self.snapshot = snapshot
    self.source = source
    self.target = target
    self.mayLink = mayLink
  }

  private mutating func run() throws(IndexError) {
    let manifest = snapshot.manifest
    names = Set(try storing { () throws(StorageError) in try target.names() })
    try checkFolder()
    try writeMarker()
    for (segment, reader) in zip(manifest.segments, snapshot.segments) {
      let file = File(
        name: segment.fileName, fingerprint: segment.fingerprint, kind: .segment)
      try put(file) { output throws(IndexError) in try Self.copy(reader.file, to: output) }
      guard let name = segment.deletionsFileName, let fingerprint = segment.deletionsFingerprint,
        let deletions = reader.deletions
      else { continue }
      let deleted = File(name: name, fingerprint: fingerprint, kind: .deletions)
      try put(deleted) { output throws(IndexError) in
        _ = try coding { () throws(CodecError) in try deletions.write(to: output) }
      }
    }
    let store = CommitStore(target)
    if previous?.contentHash != manifest.contentHash { try store.write(manifest) }
    store.removeFiles(notIn: manifest)
    removeUnfinishedFiles()
    result.byteCount += snapshot.commitByteCount
  }

  // MARK: - The folder

  private var sourcePath: String { (source as? DiskDirectory)?.canonicalPath ?? source.path }

  /// Makes sure that the folder is empty, or a backup of this index that nobody has written to.
  private mutating func checkFolder() throws(IndexError) {
    guard names.contains(BackupMarker.fileName) else {
      let others = names.subtracting([FileNames.lock, BackupMarker.temporaryFileName])
      guard let other = others.min() else { return }
      throw occupied(
        others.contains { FileNames.generation($0) != nil }
          ? "it holds an index that is no backup" : "it holds other files, such as \(other)")
    }
    let view = try storing { () throws(StorageError) in try target.map(BackupMarker.fileName) }
    guard let marker = BackupMarker(view) else {
      throw occupied("its file \(BackupMarker.fileName) is none of a backup")
    }
    guard marker.source == sourcePath else {
      throw occupied("it is the backup of \(marker.source)")
    }
    guard let last = try CommitStore(target).lastGeneration() else { return }
    let manifest: Manifest
    do throws(IndexError) { manifest = try CommitStore(target).readManifest(last) } catch {
      throw occupied("its last commit cannot be read: \(error)")
    }
    guard marker.commits.contains(manifest.contentHash) else {
      throw occupied("somebody has written to it since the last backup")
    }
    guard last <= snapshot.info.generation else {
      throw occupied(
        "it has commit \(last), which is newer than commit \(snapshot.info.generation)")
    }
    previous = manifest
  }

  /// Says what the folder is, before anything else is in it.
  private func writeMarker() throws(IndexError) {
    let commits = [previous?.contentHash, snapshot.manifest.contentHash].compactMap { $0 }
    let marker = BackupMarker(source: sourcePath, commits: commits)
    try storing { () throws(StorageError) in
      let output = try target.create(BackupMarker.temporaryFileName)
      try output.write(marker.bytes)
      try output.synchronize()
      try output.close()
      try target.rename(BackupMarker.temporaryFileName, to: BackupMarker.fileName)
    }
  }

  /// Removes copies that a run before has not finished.
  private func removeUnfinishedFiles() {
    for name in names where name.hasSuffix(Self.temporarySuffix) {
      guard FileNames.isOurs(String(name.dropLast(Self.temporarySuffix.count))) else { continue }
      // Nobody reads it; the next backup tries again.
      try? target.remove(name)
    }
  }

  private func occupied(_ evidence: String) -> IndexError {
    .occupied(path: target.path, evidence: evidence)
  }

  // MARK: - The files

  /// A file of the commit.
  private struct File {
    var name: String
    var fingerprint: FileFingerprint
    var kind: FileKind
  }

  /// Puts a file in place, unless a whole one is there.
  private mutating func put(
    _ file: File, copy: (any OutputFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    result.byteCount += Int(clamping: file.fingerprint.byteCount)
    guard names.contains(file.name) else {
      if try link(file) { return }
      return try make(file, under: file.name, copy: copy)
    }
    if isWhole(file) {
      result.keptCount += 1
      return
    }
    // What the last backup needs may be damaged and be made good, but not be something else.
    if let known = previous?.fingerprint(of: file.name), known != file.fingerprint {
      throw occupied("its \(file.name) belongs to another index")
    }
    let temporary = file.name + Self.temporarySuffix
    try make(file, under: temporary, copy: copy)
    try storing { () throws(StorageError) in try target.rename(temporary, to: file.name) }
  }

  /// Links a file.
  ///
  /// - Returns: whether the file is there now, and whole.
  private mutating func link(_ file: File) throws(IndexError) -> Bool {
    guard mayLink else { return false }
    do throws(StorageError) {
      guard try target.link(file.name, from: source) else { return false }
    } catch {
      // A merge has removed it: the mapped bytes are still there.
      if case .noSuchFile = error { return false }
      throw .storage(error)
    }
    // The name may have gone to another file since the snapshot was opened.
    guard isWhole(file) else {
      try storing { () throws(StorageError) in try target.remove(file.name) }
      return false
    }
    result.linkedCount += 1
    return true
  }

  private mutating func make(
    _ file: File, under name: String, copy: (any OutputFile) throws(IndexError) -> Void
  ) throws(IndexError) {
    let output = try storing { () throws(StorageError) in try target.create(name) }
    try copy(output)
    try verify(file, under: name)
    result.copiedCount += 1
  }

  /// Copies the mapped bytes of a segment, which are verified first: damage is the index's then, and
  /// not the copy's.
  private static func copy(
    _ file: FramedFile, to output: any OutputFile
  ) throws(IndexError) {
    try coding { () throws(CodecError) in
      for section in file.sections { try file.verify(section) }
    }
    try storing { () throws(StorageError) in
      var offset = 0
      while offset < file.view.count {
        let count = min(pieceByteCount, file.view.count - offset)
        try output.write(try file.view.copyBytes(at: offset, count: count))
        offset += count
      }
      try output.synchronize()
      try output.close()
    }
  }

  private func isWhole(_ file: File) -> Bool {
    do throws(IndexError) {
      try verify(file, under: file.name)
      return true
    } catch { return false }
  }

  /// Verifies every byte of a file in the target.
  private func verify(_ file: File, under name: String) throws(IndexError) {
    let view = try storing { () throws(StorageError) in try target.map(name) }
    try coding { () throws(CodecError) in
      let found = try FramedFile(view, kind: file.kind)
      for section in found.sections { try found.verify(section) }
      guard found.fingerprint == file.fingerprint else {
        throw .damaged(
          file: view.file, offset: 0, expected: "the file that the commit names",
          found: "another of the same name")
      }
    }
  }
}

extension Manifest {
  /// The fingerprint of a file of the commit; `nil` for other files.
  fileprivate func fingerprint(of name: String) -> FileFingerprint? {
    for segment in segments {
      if segment.fileName == name { return segment.fingerprint }
      if segment.deletionsFileName == name { return segment.deletionsFingerprint }
    }
    return nil
  }
}
