import QuernIndex
import QuernModel
public import QuernStorage

extension SearchIndex {
  /// Makes a new index of several: the documents of the first, then those of the second, and so on.
  ///
  /// Of documents with one key the last stays. Nothing is analysed again, so that all must have been
  /// written with the same analyzers. The new index follows the files and folders of all. The old
  /// ones stay as they are.
  ///
  /// - Parameters:
  ///   - snapshots: the indexes, one or more.
  ///   - path: the folder of the new index; it is made, or is empty.
  /// - Throws: ``QuernError/unlike(message:)`` where the analyses differ,
  ///   ``QuernError/occupied(path:evidence:)``, ``QuernError``.
  /// - Complexity: every byte of all is read and written.
  @discardableResult
  public static func merge(
    _ snapshots: [Snapshot], into path: String
  ) throws(QuernError) -> MergeSummary {
    let info = try mergedInfo(snapshots)
    let directory = DiskDirectory(path: path)
    try wrapping { () throws(IndexError) in
      try storing { () throws(StorageError) in try directory.makeFolder() }
    }
    return try merge(snapshots, as: info, in: directory)
  }

  /// Makes a new index of several in a directory of any kind.
  ///
  /// - Throws: the same as ``merge(_:into:)``.
  @discardableResult
  public static func merge(
    _ snapshots: [Snapshot], in directory: any Directory
  ) throws(QuernError) -> MergeSummary {
    try merge(snapshots, as: try mergedInfo(snapshots), in: directory)
  }

  private static func merge(
    _ snapshots: [Snapshot], as info: CommitInfo, in directory: any Directory
  ) throws(QuernError) -> MergeSummary {
    let result = try wrapping { () throws(IndexError) in
      try IndexMerge.write(snapshots.map(\.contents), as: info, to: directory)
    }
    return MergeSummary(
      documentCount: result.documentCount, replacedCount: result.replacedCount)
  }

  /// Analysis and roots of the new index.
  private static func mergedInfo(_ snapshots: [Snapshot]) throws(QuernError) -> CommitInfo {
    guard var info = snapshots.first?.info else {
      preconditionFailure("an index is made of one or more")
    }
    for other in snapshots.dropFirst().map(\.info) {
      try info.analysis.unite(with: other.analysis)
      // By this time the next run tells which files have changed since.
      info.created = min(info.created, other.created)
      // A path that both follow is followed as the later one says.
      info.roots.removeAll { root in
        other.roots.contains { $0.path.utf8.elementsEqual(root.path.utf8) }
      }
      info.roots += other.roots
    }
    let fieldCount = Set(snapshots.flatMap(\.searchableFields)).count
    guard fieldCount <= WriteBatch.maximumFieldCount else {
      throw .unlike(
        message: "together they have \(fieldCount) fields that can be searched, an index has at "
          + "most \(WriteBatch.maximumFieldCount)")
    }
    info.generation = 1
    return info
  }
}

extension AnalysisIdentity {
  /// Takes the analyzers in that were chosen for another index, which must be like this one.
  fileprivate mutating func unite(with other: AnalysisIdentity) throws(QuernError) {
    func differ(_ what: String, _ one: String, _ two: String) -> QuernError {
      .unlike(message: "one index was written with \(what) \(one), another with \(two)")
    }
    guard main == other.main else {
      throw differ("the analyzer", main.inWords, other.main.inWords)
    }
    for field in Set(fields.keys).union(other.fields.keys).sorted() {
      let (one, two) = (fields[field], other.fields[field])
      guard one == two else {
        throw differ("the analyzer for \(field)", (one ?? main).inWords, (two ?? main).inWords)
      }
    }
    guard tokenizer == other.tokenizer else {
      throw differ("word rules", "\(tokenizer)", "\(other.tokenizer)")
    }
    guard icu == other.icu, unicode == other.unicode else {
      throw differ("ICU", "\(icu), Unicode \(unicode)", "\(other.icu), Unicode \(other.unicode)")
    }
    for analyzer in other.chosen {
      guard let known = chosen.first(where: { $0.name == analyzer.name }) else {
        chosen.append(analyzer)
        continue
      }
      guard known == analyzer else {
        throw differ("the analyzer", known.inWords, analyzer.inWords)
      }
    }
    chosen.sort { $0.name < $1.name }
  }
}

extension AnalyzerIdentity {
  fileprivate var inWords: String { "“\(name)” version \(version)" }
}
