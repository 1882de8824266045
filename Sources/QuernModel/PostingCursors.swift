// The ladder of cursors over a posting list. Each rung adds one ability; an executor asks for the
// lowest rung that it needs. A cursor moves by whole blocks of at most 128 postings: a call across a
// module line is paid once a block.

/// Moves over the blocks of a posting list without decoding them.
///
/// Before the first call a cursor stands on the list's first block. It never moves backwards.
public protocol BlockCursor {
  associatedtype Failure: Error

  /// The number of documents in the whole list.
  var documentFrequency: UInt32 { get }

  /// The last document of the current block; `DocumentID.end.rawValue` once the list is exhausted.
  var lastDocument: UInt32 { get }

  /// Moves to the next block.
  ///
  /// - Throws: where the list is damaged.
  /// - Complexity: O(1); nothing is unpacked.
  mutating func nextBlock() throws(Failure)

  /// Moves to the first block whose last document is ≥ `target`; stays put if already there.
  ///
  /// - Throws: where the list is damaged.
  /// - Complexity: O(blocks skipped); nothing is unpacked.
  mutating func seekBlock(_ target: UInt32) throws(Failure)
}

/// Gives the documents of the current block.
public protocol DocumentCursor: BlockCursor {
  /// Unpacks the documents of the current block; free when done before.
  mutating func loadDocuments() throws(Failure)

  /// The documents of the current block, ascending; valid after ``loadDocuments()``.
  var documents: Span<UInt32> { @_lifetime(borrow self) get }
}

/// Gives how often the term occurs in each document of the current block.
public protocol FrequencyCursor: DocumentCursor {
  /// Unpacks the frequencies of the current block; free when done before.
  mutating func loadFrequencies() throws(Failure)

  /// The frequencies, in step with ``DocumentCursor/documents``; valid after ``loadFrequencies()``.
  var frequencies: Span<UInt32> { @_lifetime(borrow self) get }
}

/// Gives bounds from which a scorer makes upper bounds of scores.
public protocol ImpactCursor: FrequencyCursor {
  /// The impacts of the whole list; never empty.
  var listImpacts: [Impact] { get }

  /// The impacts of the current block; empty once the list is exhausted.
  var blockImpacts: [Impact] { get }
}
