import QuernCodec
import QuernIndex
import QuernModel

/// The segment in which a tree is opened, and what all its parts share.
final class TreeSegment {
  let reader: SegmentReader

  /// The number of the segment in its snapshot.
  let number: Int
  let parameters: SearchParameters

  /// How many bytes the lists of patterns may still take.
  private(set) var freeByteCount = TreeSegment.maximumByteCount

  /// What the parts work in when whole windows are searched.
  let windows = WindowPool()

  /// 256 MB: 2,000 patterns over a million documents where all are frequent, more where not.
  static let maximumByteCount = 256 << 20

  init(
    _ reader: SegmentReader, _ number: Int, _ parameters: SearchParameters
  ) {
    self.reader = reader
    self.number = number
    self.parameters = parameters
  }

  func explainer(_ document: UInt32) -> Explainer {
    Explainer(parameters, reader, number, DocumentID(rawValue: document))
  }

  /// Takes memory for the lists of a pattern.
  ///
  /// - Throws: ``QueryError/patternsTooExpensive(offset:)`` where there is no more.
  func take(_ byteCount: Int, for clause: Clause) throws(SearchError) {
    guard byteCount <= freeByteCount else {
      throw .query(.patternsTooExpensive(offset: clause.range.lowerBound))
    }
    freeByteCount -= byteCount
  }

  // MARK: Opening

  /// Opens a part of a plan; `nil` where the segment has no match.
  func open(_ node: PlannedNode) throws(SearchError) -> (any TreeCursor)? {
    switch node {
    case .nothing: return nil
    case .group(let group):
      guard let scorer = try GroupScorer.open(group, in: reader, number: number) else {
        return nil
      }
      let lists = try WindowLists.open(group, in: reader, number: number)
      return GroupCursor(scorer, lists, group, self)
    case .proximity(let proximity): return try ProximityCursor.open(proximity, self)
    case .pattern(let pattern): return try PatternCursor.open(pattern, self)
    case .documents(let documents): return try DocumentsCursor.open(documents, self)
    case .boolean(let boolean): return try open(boolean)
    }
  }

  private func open(_ boolean: PlannedBoolean) throws(SearchError) -> (any TreeCursor)? {
    var required: [any TreeCursor] = []
    for node in boolean.required {
      guard let cursor = try open(node) else { return nil }
      required.append(cursor)
    }
    var optional: [any TreeCursor] = []
    for node in boolean.optional { if let cursor = try open(node) { optional.append(cursor) } }
    guard optional.count >= boolean.least, !required.isEmpty || !optional.isEmpty else {
      return nil
    }
    var prohibited: [any TreeCursor] = []
    for node in boolean.prohibited {
      if let cursor = try open(node) { prohibited.append(cursor) }
    }
    let cursor = BooleanCursor(
      required, optional, prohibited, least: boolean.least, boolean.clause, self)
    try reading { () throws(CodecError) in try cursor.seek(to: 0) }
    return cursor
  }
}
