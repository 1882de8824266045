/// What can go wrong with an index, in words for its owner: what, where, what to do.
public enum QuernError: Error, Sendable, Hashable {
  /// There is no index in the folder.
  case noIndex(path: String)

  /// Another writer is open.
  case locked(path: String, holder: String)

  /// A folder that should take a new index or a backup holds something else.
  case occupied(path: String, evidence: String)

  /// Indexes that cannot become one.
  case unlike(message: String)

  /// The query cannot be read; `offset` counts bytes of its UTF-8.
  case query(message: String, offset: Int)

  /// A number of ``SearchOptions`` is outside its range.
  case options(message: String)

  /// A name that no analyzer has.
  case unknownAnalyzer(name: String, known: [String])

  /// The index was written with an analysis that this program does not have.
  case analysisMismatch(message: String)

  /// The index was written by a newer or older version of Quern.
  case unsupportedFormat(file: String, found: Int, supported: ClosedRange<Int>)

  /// A file of the index is not as it was written.
  case damaged(file: String, offset: Int?, evidence: String)

  /// A document that cannot be indexed.
  case document(key: String, message: String)

  /// The operating system refused something.
  case storage(message: String)

  /// The operating system refused something for want of a right or of room.
  case refused(message: String, remedy: String)

  /// What to do about a damaged index.
  static let damageRemedy =
    "Build the index again from its articles: quern index --rebuild. "
    + "quern check lists all that is damaged, quern check --repair saves what is whole."
}

extension QuernError: CustomStringConvertible {
  /// What happened, and where.
  public var message: String {
    switch self {
    case .noIndex(let path): "there is no index in \(path)"
    case .locked(let path, let holder): "another writer is open: \(path) is held by \(holder)"
    case .occupied(let path, let evidence): "\(path) cannot be written to: \(evidence)"
    case .unlike(let message): message
    case .query(let message, _): message
    case .options(let message): message
    case .unknownAnalyzer(let name, let known):
      "there is no analyzer “\(name)”; there are \(known.joined(separator: ", "))"
    case .analysisMismatch(let message): message
    case .unsupportedFormat(let file, let found, let supported):
      "\(file) has format version \(found); this program reads "
        + (supported.count == 1 ? "\(supported.lowerBound)" : "\(supported)")
    case .damaged(let file, let offset, let evidence):
      "\(file) is damaged\(offset.map { " at offset \($0)" } ?? ""): \(evidence)"
    case .document(let key, let message): "\(key): \(message)"
    case .storage(let message), .refused(let message, _): message
    }
  }

  /// What to do about it; `nil` where the message says it all.
  public var remedy: String? {
    switch self {
    case .noIndex: "Make one: quern index FOLDER, or name another with --index DIR."
    case .locked: "Wait until it is done, then try again."
    case .unlike:
      "Index the lines that quern export writes of one with the analyzers of the other, or all "
        + "articles together."
    case .occupied: "Name a new or empty folder."
    case .query, .options, .unknownAnalyzer, .document, .storage: nil
    case .analysisMismatch: "Build the index again from its articles: quern index --rebuild."
    case .unsupportedFormat:
      "Use the version of Quern that wrote it, or build the index again: quern index --rebuild."
    case .damaged: Self.damageRemedy
    case .refused(_, let remedy): remedy
    }
  }

  /// What happened, where, and what to do about it.
  public var description: String { remedy.map { "\(message). \($0)" } ?? message }
}
