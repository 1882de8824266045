/// What can go wrong with an index, in words for its owner: what, where, what to do.
public enum QuernError: Error, Sendable, Hashable {
  /// There is no index in the folder.
  case noIndex(path: String)

  /// Another writer is open.
  case locked(path: String, holder: String)

  /// The query cannot be read; `offset` counts bytes of its UTF-8.
  case query(message: String, offset: Int)

  /// A name that no analyzer has.
  case unknownAnalyzer(name: String, known: [String])

  /// The index was written with an analysis that this program does not have.
  case analysisMismatch(message: String)

  /// The index was written by a newer or older version of Quern.
  case unsupportedFormat(path: String, found: Int, supported: ClosedRange<Int>)

  /// A file of the index is not as it was written.
  case damaged(file: String, offset: Int?, evidence: String)

  /// A document that cannot be indexed.
  case document(key: String, message: String)

  /// The operating system refused something.
  case storage(path: String, message: String)
}

extension QuernError: CustomStringConvertible {
  public var description: String { fatalError() }
}
