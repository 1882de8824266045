import QuernCodec
package import QuernModel
package import QuernStorage

/// Makes one index of several: their documents in order, without analysing anything again.
///
/// Of a key that is in several the last one's document stays. Terms are bytes, so that segments of
/// different indexes merge like neighbours, where their analyses are the same.
package struct IndexMerge {
  /// What was done.
  package struct Result: Sendable {
    package var documentCount = 0

    /// Documents left out because a later index has their keys.
    package var replacedCount = 0
  }

  private let sources: [IndexSnapshot]
  private let store: CommitStore
  private var manifest: Manifest
  private var result = Result()

  /// Writes the first commit of a directory that is new or empty.
  ///
  /// - Parameter info: analysis and roots of the new index.
  /// - Throws: ``IndexError/occupied(path:evidence:)``, ``IndexError``; what was written is removed
  ///   then.
  package static func write(
    _ sources: [IndexSnapshot], as info: CommitInfo, to target: any Directory
  ) throws(IndexError) -> Result {
    let lock = try WriterLock.take(target)
    defer { lock.release() }
    let store = CommitStore(target)
    try checkFolder(target)
    var merge = IndexMerge(sources, info, store)
    do throws(IndexError) {
      try mark(target)
      try merge.run()
    } catch {
      removeRests(target)
      throw error
    }
    return merge.result
  }

  /// Says what the folder is, before anything else is in it.
  private static func mark(_ target: any Directory) throws(IndexError) {
    try storing { () throws(StorageError) in
      let output = try target.create(FileNames.unfinishedMerge)
      try output.synchronize()
      try output.close()
      try target.synchronize()
    }
  }

  /// Rests of a merge are of no use: the sources have everything.
  private static func removeRests(_ target: any Directory) {
    let names = (try? target.names()) ?? []
    for name in names where FileNames.isOurs(name) && name != FileNames.unfinishedMerge {
      try? target.remove(name)
    }
    // As long as something is left, so must be what says where it is from.
    guard let left = try? target.names(),
      !left.contains(where: { FileNames.isOurs($0) && $0 != FileNames.unfinishedMerge })
    else { return }
    try? target.remove(FileNames.unfinishedMerge)
  }

  /// Files of an index without a commit are rests of a merge that broke off, if it says so: else they may be
  /// all that is left of an index.
  private static func checkFolder(_ target: any Directory) throws(IndexError) {
    let names = try storing { () throws(StorageError) in try target.names() }
    if names.contains(where: { FileNames.generation($0) != nil }) {
      throw .occupied(path: target.path, evidence: "it holds an index")
    }
    if let segment = CommitStore(target).segmentWithoutCommit() {
      throw .occupied(
        path: target.path,
        evidence:
          "it holds \(segment) and no commit: an index whose commit was lost, which quern check "
          + "--repair brings back")
    }
    let others = names.filter { $0 != FileNames.lock && !FileNames.isOurs($0) }
    if let other = others.min() {
      throw .occupied(path: target.path, evidence: "it holds other files, such as \(other)")
    }
  }

  private init(_ sources: [IndexSnapshot], _ info: CommitInfo, _ store: CommitStore) {
    self.sources = sources
    self.store = store
    manifest = Manifest(info: info)
    var seen: Set<FieldName> = []
    for field in sources.flatMap(\.fields) where seen.insert(field).inserted {
      manifest.fields.append(field)
    }
  }

  private mutating func run() throws(IndexError) {
    var group: [SegmentReader] = []
    var size: UInt64 = 0
    for index in sources.indices {
      for segment in sources[index].segments {
        let rest = try withoutReplaced(segment, by: sources[(index + 1)...])
        let count = UInt64(rest.documentCount - rest.deletedCount)
        if size + count > MergePolicy.maximumDocumentCount {
          try write(group)
          (group, size) = ([], 0)
        }
        if count > 0 { group.append(rest) }
        size += count
      }
    }
    try write(group)
    try store.write(manifest)
    store.removeFiles(notIn: manifest)
  }

  /// A segment in which the documents that later indexes have count as deleted.
  private mutating func withoutReplaced(
    _ segment: SegmentReader, by later: ArraySlice<IndexSnapshot>
  ) throws(IndexError) -> SegmentReader {
    guard !later.isEmpty else { return segment }
    var deletions = segment.deletions ?? Deletions(documentCount: segment.documentCount)
    let known = deletions.deletedCount
    do throws(CodecError) {
      var origins = RecordsCursor(segment.origins)
      while let (number, record) = try origins.next() {
        guard !deletions.contains(number) else { continue }
        let key = try OriginRecord.decode(record, file: segment.name).key
        if try Self.isFound(key, in: later) { _ = deletions.insert(number) }
      }
    } catch { throw .codec(error) }
    guard deletions.deletedCount > known else { return segment }
    result.replacedCount += Int(deletions.deletedCount - known)
    return SegmentReader(segment, deletions: deletions)
  }

  private static func isFound(
    _ key: DocumentKey, in indexes: ArraySlice<IndexSnapshot>
  ) throws(CodecError) -> Bool {
    for segment in indexes.flatMap(\.segments) {
      do throws(IndexError) {
        if try segment.find(key) != nil { return true }
      } catch {
        guard case .codec(let error) = error else { continue }
        throw error
      }
    }
    return false
  }

  /// Writes segments as one.
  private mutating func write(_ group: [SegmentReader]) throws(IndexError) {
    guard !group.isEmpty else { return }
    let name = FileNames.segment(manifest.nextSegment)
    let output = try storing { () throws(StorageError) in try store.directory.create(name) }
    // The next segment has a number above.
    let waiting = SpillFile(store.directory) { [number = manifest.nextSegment] in
      FileNames.segment(number + 1)
    }
    let fingerprint = try SegmentMerger(group).write(to: output, spillingTo: waiting)
    manifest.segments.append(
      Manifest.Segment(number: manifest.nextSegment, fingerprint: fingerprint))
    manifest.nextSegment += 1
    result.documentCount += group.reduce(0) { $0 + Int($1.documentCount - $1.deletedCount) }
  }
}
