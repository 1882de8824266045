/// What a file of the index holds.
///
/// The numbers are on disk: DO NOT CHANGE.
public enum FileKind: UInt32, Sendable {
  case segment = 1
  case deletions = 2
  case commit = 3
}

/// What a section of a file holds.
///
/// The numbers are on disk: DO NOT CHANGE.
///
/// 24 … 30 are kept for structures to come.
public enum SectionKind: UInt16, Sendable, CaseIterable {
  /// Counts and names, without which nothing else can be read. Verified when a file is opened.
  case metadata = 1
  case dictionaryBlocks = 2
  case dictionaryIndex = 3
  case postings = 4
  case positions = 5
  case lengths = 6
  case storedBlocks = 7
  case storedIndex = 8
  case originBlocks = 9
  case originIndex = 10
  case keyTable = 11
  case deletions = 12
  case commit = 13

  /// Of frequent pairs, if a field has them: which words are frequent, verified when a file is opened; then what a
  /// field has.
  case pairs = 14
  case pairBlocks = 15
  case pairIndex = 16
  case pairPostings = 17
  case pairPositions = 18

  /// Which values fields have, and of which types; verified when a file is opened.
  case columns = 19

  /// Of a column: its different values, the ordinals of documents, and where they are.
  case columnValues = 20
  case columnBlocks = 21
  case columnIndex = 22

  /// Between which heads of a field's dictionary a term is looked for, if they are many.
  case dictionaryLetters = 23

  /// How documents were put in their order, if not as they came.
  case order = 31
}
