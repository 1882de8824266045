import QuernIndex
public import QuernModel

/// What a repair has found and done.
public struct RepairSummary: Sendable, Hashable {
  /// A document that could not be saved.
  public struct LostDocument: Sendable, Hashable {
    /// The key; `nil` where it cannot be read.
    public var key: DocumentKey?

    /// The path of its file, where that is known.
    public var path: String?

    /// Its title, where that is known.
    public var title: String?
  }

  /// The number of the new commit; `nil` where nothing was damaged and nothing was done.
  public var generation: UInt64?

  /// The number of documents in the index.
  public var documentCount: Int

  /// Segments that stayed as they were.
  public var keptSegmentCount: Int

  /// Documents whose stored text was analysed and written anew.
  public var savedDocumentCount: Int

  /// Documents of which some part was found, and not enough.
  public var lost: [LostDocument]

  /// Documents that are lost and of which nothing is known.
  public var unnamedLostCount: Int

  /// What was found, in words.
  public var notes: [String]

  /// The new names of the files that were damaged.
  public var setAside: [String]

  init(_ repair: IndexRepair, generation: UInt64?, documentCount: Int) {
    self.generation = generation
    self.documentCount = documentCount
    keptSegmentCount = repair.keptSegmentCount
    savedDocumentCount = repair.savedCount
    lost = repair.lost.map { LostDocument(key: $0.key, path: $0.path, title: $0.title) }
    unnamedLostCount = repair.unnamedLostCount
    notes = repair.notes
    setAside = repair.renamed
  }
}
