import QuernCodec
package import QuernModel
import QuernStorage

extension IndexRepair {
  /// Makes what was saved the last commit, and sets the damaged files aside.
  ///
  /// - Parameter info: analysis and roots; the generation is set here.
  /// - Throws: ``IndexError``; the old index is then as it was.
  /// - Returns: the number of the commit.
  package func commit(_ info: CommitInfo) throws(IndexError) -> UInt64 {
    try flush()
    var manifest = Manifest(info: info)
    let used = survey.names.compactMap(FileNames.generation).max() ?? 0
    manifest.info.generation = max(survey.base?.info.generation ?? 0, used) + 1
    manifest.fields = fields
    manifest.nextSegment = nextSegment
    for (index, kept) in survey.kept.enumerated() {
      manifest.segments.append(
        kept.isCertain ? kept.segment : try withoutReplaced(kept, survey.kept[(index + 1)...]))
    }
    for new in written {
      manifest.segments.append(
        new.deletions.deletedCount > 0 ? try write(new.deletions, of: new.segment) : new.segment)
    }
    let store = CommitStore(directory)
    try store.write(manifest)
    isCommitted = true
    if setAside() { store.removeFiles(notIn: manifest) }
    return manifest.info.generation
  }

  /// Deletes anew, in a segment whose deletions are lost, the documents that others have replaced.
  private func withoutReplaced(
    _ kept: RepairSurvey.Kept, _ later: ArraySlice<RepairSurvey.Kept>
  ) throws(IndexError) -> Manifest.Segment {
    var deletions = kept.reader.deletions ?? Deletions(documentCount: kept.reader.documentCount)
    var others = later.map(\.reader) + written.map(\.reader)
    others += survey.kept.filter { $0.isCertain && $0.place < kept.place }.map(\.reader)
    var origins = RecordsCursor(kept.reader.origins)
    while let (number, record) = try coding({ () throws(CodecError) in try origins.next() }) {
      let (key, last) = try coding { () throws(CodecError) in
        let key = try OriginRecord.decode(record, file: kept.reader.name).key
        return (key, try kept.reader.findLast(key))
      }
      if last?.rawValue != number { _ = deletions.insert(number) }
      for other in others where try other.find(key) != nil { _ = deletions.insert(number) }
    }
    return try write(deletions, of: kept.segment)
  }

  /// Writes deletions under a name that is new.
  private func write(
    _ deletions: Deletions, of old: Manifest.Segment
  ) throws(IndexError) -> Manifest.Segment {
    var segment = old
    let used = survey.names.compactMap(FileNames.deletionsNumbers)
      .filter { $0.segment == segment.number }.map(\.number).max()
    segment.deletions = max(segment.deletions, used ?? 0) + 1
    let name = FileNames.deletions(segment.number, segment.deletions)
    let output = try storing { () throws(StorageError) in try directory.create(name) }
    segment.deletionsFingerprint = try coding { () throws(CodecError) in
      try deletions.write(to: output)
    }
    return segment
  }

  /// Gives the files that are not needed any more names that nothing removes.
  ///
  /// - Returns: whether all have one; otherwise nothing must be cleaned up.
  private func setAside() -> Bool {
    let used = Set(survey.names)
    for name in survey.aside.sorted() {
      var newName = name + ".damaged"
      var number = 2
      while used.contains(newName) {
        newName = "\(name).damaged-\(number)"
        number += 1
      }
      do throws(StorageError) { try directory.rename(name, to: newName) } catch { return false }
      renamed.append(newName)
    }
    // Names that are not lasting yet are no reason to give up a commit that stands.
    try? directory.synchronize()
    return true
  }
}
