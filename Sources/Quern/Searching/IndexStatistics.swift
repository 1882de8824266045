import QuernCodec
import QuernIndex
import QuernModel

/// Sizes and counts of an index.
public struct IndexStatistics: Sendable, Hashable {
  /// Documents that can be found.
  public var documentCount: Int

  /// Documents that were deleted or replaced and still take room.
  public var deletedCount: Int

  /// Distinct terms, over all fields; a term that is in several segments counts in each.
  public var termCount: Int

  /// Tokens, those of deleted documents that still take room included.
  public var tokenCount: Int

  /// Segments of the commit.
  public var segmentCount: Int

  /// Bytes on disk by structure: `dictionary`, `postings`, `positions`, `lengths`, `stored`, `keys`,
  /// `pairs`, `columns`, `deletions`, `framing`.
  public var bytes: [String: Int]

  /// Segments that were written before there were columns.
  ///
  /// What is asked of values there is read from the stored fields, which is slow. A merge gives them
  /// columns.
  public var segmentsWithoutColumns: Int

  init(_ snapshot: IndexSnapshot) throws(IndexError) {
    documentCount = Int(snapshot.statistics.documentCount)
    deletedCount = snapshot.segments.reduce(0) { $0 + Int($1.deletedCount) }
    termCount = 0
    tokenCount = snapshot.statistics.fields.values.reduce(0) { $0 + Int($1.tokenCount) }
    segmentCount = snapshot.segments.count
    segmentsWithoutColumns = snapshot.columns.missingCount
    bytes = ["deletions": snapshot.deletionsByteCount, "framing": snapshot.commitByteCount]
    for segment in snapshot.segments {
      termCount += segment.fields.reduce(0) { $0 + $1.dictionary.termCount }
      var rest = Int(segment.file.fingerprint.byteCount)
      for section in segment.file.sections {
        guard let structure = section.kind.flatMap(Self.structure) else { continue }
        bytes[structure, default: 0] += section.byteCount
        rest -= section.byteCount
      }
      bytes["framing", default: 0] += rest
    }
  }

  private static func structure(_ kind: SectionKind) -> String? {
    switch kind {
    case .dictionaryBlocks, .dictionaryIndex, .dictionaryLetters: "dictionary"
    case .postings: "postings"
    case .positions: "positions"
    case .lengths: "lengths"
    case .storedBlocks, .storedIndex: "stored"
    case .originBlocks, .originIndex, .keyTable: "keys"
    case .pairs, .pairBlocks, .pairIndex, .pairPostings, .pairPositions: "pairs"
    case .columns, .columnValues, .columnBlocks, .columnIndex: "columns"
    case .metadata, .order, .deletions, .commit: nil
    }
  }
}
