/// The tokens of one document on their way from analysis to the index.
///
/// Terms cross as dense numbers that the analysis session gave out; a term that the session meets
/// for the first time crosses once as bytes. So the index finds a term's posting list by an array
/// look-up and hashes nothing.
public struct TokenBatch: Sendable {
  /// The tokens of one field.
  public struct FieldRun: Sendable {
    /// The name of the field.
    public let field: FieldName
    /// The run's share of ``TokenBatch/terms`` and ``TokenBatch/positions``.
    public fileprivate(set) var tokens: Range<Int>
    /// The position after the last word of the field.
    public fileprivate(set) var nextPosition: UInt32
  }

  /// The distance in positions between two values of one field, so that no phrase crosses them.
  public static let valueGap: UInt32 = 100

  /// Stands for the number of a word without a term, where many are appended at once.
  public static let noTerm = UInt32.max

  /// The term number of each token, in the order of the text.
  public private(set) var terms: [UInt32] = []

  /// The position of each token in its field; never falls inside a field.
  public private(set) var positions: [UInt32] = []

  /// The fields, each once, in the order in which they were begun.
  public private(set) var fields: [FieldRun] = []

  /// The bytes of the terms that are new, one after another.
  public private(set) var newTermBytes: [UInt8] = []

  /// Where each new term ends in ``newTermBytes``.
  ///
  /// The first has the number after the last term of the batch before, the others follow.
  public private(set) var newTermEnds: [Int] = []

  /// Starts with no tokens.
  public init() {}

  /// Starts the tokens of the next field.
  public mutating func beginField(_ name: FieldName) {
    fields.append(FieldRun(field: name, tokens: terms.count..<terms.count, nextPosition: 0))
  }

  /// Ends one value of the current field: the next one starts ``valueGap`` positions later.
  public mutating func endValue() {
    precondition(!fields.isEmpty, "a value belongs to a field")
    fields[fields.count - 1].nextPosition &+= Self.valueGap
  }

  /// Adds words to the current field, one after another.
  ///
  /// - Parameters:
  ///   - wordCount: the number of words.
  ///   - write: appends as many numbers: of each word the number of its term, or ``noTerm`` for one
  ///     that only takes a position. It returns whether there may be such words.
  public mutating func append(
    wordCount: Int, numbers write: (_ numbers: inout OutputSpan<UInt32>) -> Bool
  ) {
    precondition(!fields.isEmpty, "words belong to a field")
    let current = fields.count - 1
    let position = fields[current].nextPosition
    let first = terms.count
    var mayLackTerms = false
    terms.append(addingCapacity: wordCount) { mayLackTerms = write(&$0) }
    precondition(terms.count == first + wordCount, "each word has a number")
    positions.append(addingCapacity: wordCount) { places in
      places.append(repeating: position, count: wordCount)
      var places = places.mutableSpan
      for word in 0..<wordCount { places[word] &+= UInt32(truncatingIfNeeded: word) }
    }
    if mayLackTerms { dropWordsWithoutTerms(from: first) }
    fields[current].nextPosition = position &+ UInt32(truncatingIfNeeded: wordCount)
    fields[current].tokens = fields[current].tokens.lowerBound..<terms.count
  }

  private mutating func dropWordsWithoutTerms(from first: Int) {
    var end = first
    for index in first..<terms.count where terms[index] != Self.noTerm {
      terms[end] = terms[index]
      positions[end] = positions[index]
      end += 1
    }
    let dropped = terms.count - end
    terms.removeLast(dropped)
    positions.removeLast(dropped)
  }

  /// Announces many new terms, whose numbers are the next free ones of the session.
  ///
  /// - Parameters:
  ///   - bytes: their bytes, one term after another.
  ///   - start: where they begin in the place in which the ends are counted.
  ///   - ends: where each ends.
  public mutating func announce(newTerms bytes: Span<UInt8>, at start: Int, ends: Span<Int>) {
    precondition(ends[ends.count - 1] == start + bytes.count, "terms end with their bytes")
    let shift = newTermBytes.count - start
    newTermBytes.append(addingCapacity: bytes.count) { copy in
      for index in bytes.indices { copy.append(bytes[index]) }
    }
    newTermEnds.append(addingCapacity: ends.count) { copy in
      for index in ends.indices { copy.append(ends[index] &+ shift) }
    }
  }

  /// Gives the terms other numbers.
  ///
  /// - Parameter body: replaces each number.
  package mutating func renumber(_ body: (_ terms: inout MutableSpan<UInt32>) -> Void) {
    var terms = self.terms.mutableSpan
    body(&terms)
  }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    terms.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    newTermBytes.removeAll(keepingCapacity: true)
    newTermEnds.removeAll(keepingCapacity: true)
  }
}
