public import QuernAnalysis
import QuernIndex
import QuernModel
public import QuernStorage

extension SearchIndex {
  /// Makes a damaged index sound: keeps what is whole and says what was lost.
  ///
  /// Segments that are whole stay. Of others every document whose key and stored text can be read is
  /// analysed and written anew. The old files are not touched until the new commit stands; those that
  /// were damaged are then renamed to `NAME.damaged`. An index that is sound stays as it is.
  ///
  /// - Parameters:
  ///   - options: how the texts are analysed where no commit is left to say it; else only the memory
  ///     is taken from here.
  ///   - analyzers: those that the program has composed and the index was made with.
  ///   - isDeep: whether text is analysed to find wrong postings, too; see ``Snapshot/checkDeeply()``.
  /// - Throws: ``QuernError/unsupportedFormat(file:found:supported:)`` for the index of another
  ///   version, which is not damaged; ``QuernError/analysisMismatch(message:)``; ``QuernError``.
  ///   The old index is then as it was.
  public static func repair(
    at path: String, options: IndexOptions = IndexOptions(), analyzers: [Analyzer] = [],
    isDeep: Bool = false
  ) throws(QuernError) -> RepairSummary {
    try repair(
      in: DiskDirectory(path: path), options: options, analyzers: analyzers, isDeep: isDeep)
  }

  /// Makes a damaged index in a directory of any kind sound.
  ///
  /// - Throws: the same as ``repair(at:options:analyzers:isDeep:)``.
  public static func repair(
    in directory: any Directory, options: IndexOptions = IndexOptions(),
    analyzers: [Analyzer] = [], isDeep: Bool = false
  ) throws(QuernError) -> RepairSummary {
    let suspects = isDeep ? try suspects(in: directory, analyzers) : []
    let repair = try wrapping { () throws(IndexError) in
      try IndexRepair(directory, suspects: suspects, memoryLimit: options.memoryByteCount)
    }
    guard repair.isNeeded else {
      let snapshot = try open(in: directory, analyzers: analyzers).snapshot
      return RepairSummary(repair, generation: nil, documentCount: snapshot.documentCount)
    }
    var writer = try RepairWriter(repair, options, analyzers)
    let generation = try writer.run()
    let snapshot = try open(in: directory, analyzers: analyzers).snapshot
    return RepairSummary(
      repair, generation: generation, documentCount: snapshot.documentCount)
  }

  /// The files of segments whose postings are not as their text says.
  private static func suspects(
    in directory: any Directory, _ analyzers: [Analyzer]
  ) throws(QuernError) -> Set<String> {
    let index: SearchIndex
    do throws(QuernError) { index = try open(in: directory, analyzers: analyzers) } catch {
      // What cannot be opened is repaired first.
      guard case .damaged = error else { throw error }
      return []
    }
    return Set(try index.snapshot.checkDeeply().map(\.file))
  }
}
