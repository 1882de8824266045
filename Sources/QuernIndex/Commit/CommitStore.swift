import QuernCodec
import QuernModel
package import QuernStorage

/// Finds, reads and writes the commits of a directory.
///
/// A commit is what the manifest with the highest number names. A manifest gets its name only once it
/// and all that it names are on the disk.
package struct CommitStore: Sendable {
  package let directory: any Directory

  package init(_ directory: any Directory) { self.directory = directory }

  /// The number of the last commit; `nil` where there is none.
  ///
  /// - Throws: ``IndexError/storage(_:)``.
  package func lastGeneration() throws(IndexError) -> UInt64? {
    let names: [String]
    do throws(StorageError) {
      names = try directory.names()
    } catch {
      if case .noSuchFile = error { return nil }
      throw .storage(error)
    }
    return names.compactMap(FileNames.generation).max()
  }

  /// A segment that is whole where no commit is, so that one was lost; `nil` for none, and where a merge
  /// into a new folder has not ended.
  ///
  /// What a power loss leaves of segments that no commit has named yet is not whole. Of one of another
  /// version this program cannot tell: it counts.
  package func segmentWithoutCommit() -> String? {
    guard let names = try? directory.names(), !names.contains(FileNames.unfinishedMerge),
      !names.contains(where: { FileNames.generation($0) != nil })
    else { return nil }
    return names.filter { FileNames.segmentNumber($0) != nil }.sorted().first { name in
      guard let view = try? directory.map(name) else { return false }
      do throws(CodecError) { _ = try FramedFile(view, kind: .segment) } catch {
        guard case .unsupportedVersion = error else { return false }
      }
      return true
    }
  }

  /// What to say where ``segmentWithoutCommit()`` has found one.
  package func lostCommit(_ segment: String) -> IndexError {
    .codec(
      .damaged(
        file: "\(directory.path)/\(FileNames.commit(1))", offset: 0,
        expected: "a commit that names \(segment)", found: "none"))
  }

  func readManifest(_ generation: UInt64) throws(IndexError) -> Manifest {
    let name = FileNames.commit(generation)
    let view = try storing { () throws(StorageError) in try directory.map(name) }
    return try coding { () throws(CodecError) in
      let file = try FramedFile(view, kind: .commit)
      let manifest = try Manifest(decoding: try file.requiredSection(.commit))
      guard manifest.info.generation == generation else {
        throw .damaged(
          file: view.file, offset: 0, expected: "commit \(generation)",
          found: "commit \(manifest.info.generation)")
      }
      return manifest
    }
  }

  /// Makes a manifest the commit: written under a temporary name, synchronized, renamed, and the
  /// directory synchronized.
  ///
  /// - Throws: ``IndexError``; where the last synchronization failed, the commit may stand all the
  ///   same, and the next writer goes on from it.
  func write(_ manifest: Manifest) throws(IndexError) {
    let generation = manifest.info.generation
    let temporary = FileNames.temporaryCommit(generation)
    let output = try storing { () throws(StorageError) in try directory.create(temporary) }
    _ = try coding { () throws(CodecError) in
      let writer = try FramedWriter(output, kind: .commit)
      try writer.writeSection(.commit, manifest.encode())
      return try writer.finish()
    }
    try storing { () throws(StorageError) in
      // The new files' names must last before the manifest that names them does.
      try directory.synchronize()
      try directory.rename(temporary, to: FileNames.commit(generation))
      try directory.synchronize()
    }
  }

  /// Removes files of older commits and of batches that never became one.
  ///
  /// Files of other programs stay. A file that cannot be removed is left for the next time.
  ///
  /// Only for who has just written the manifest: one that was only found may be gone after a power
  /// loss, and then the one before it is wanted.
  ///
  /// - Parameter reserved: the numbers of segments that are being written beside.
  func removeFiles(notIn manifest: Manifest, keeping reserved: Set<UInt64> = []) {
    var wanted: Set<String> = [FileNames.commit(manifest.info.generation)]
    for number in reserved { wanted.insert(FileNames.segment(number)) }
    for segment in manifest.segments {
      wanted.insert(segment.fileName)
      if let name = segment.deletionsFileName { wanted.insert(name) }
    }
    // Cleaning up is no part of the promise of a commit, so its failures are not the commit's.
    guard let names = try? directory.names() else { return }
    for name in names where FileNames.isOurs(name) && !wanted.contains(name) {
      try? directory.remove(name)
    }
  }

  /// Removes what was written for a commit that failed or was given up.
  ///
  /// Where its manifest has got its name all the same, whether it lasts is unknown: as long as it may,
  /// so must all that it names.
  func removeFiles(_ names: [String], ofCommit generation: UInt64) {
    guard let present = try? directory.names(),
      !present.contains(FileNames.commit(generation))
    else { return }
    for name in names + [FileNames.temporaryCommit(generation)] where present.contains(name) {
      try? directory.remove(name)
    }
  }
}

/// Runs a step of the storage and gives its error as an ``IndexError``.
package func storing<Value>(
  _ step: () throws(StorageError) -> Value
) throws(IndexError) -> Value {
  do { return try step() } catch {
    if case .locked(let path, let holder) = error { throw .locked(path: path, holder: holder) }
    throw .storage(error)
  }
}
