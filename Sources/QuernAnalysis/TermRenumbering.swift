public import QuernModel

/// Gives the terms of several sessions one numbering.
///
/// Terms are numbered from 0 in the order in which they come, as one session would have done it: so
/// an index does not depend on how many sessions have analysed its documents.
///
/// Belongs to one task at a time.
public struct TermRenumbering {
  /// What is known of a session.
  private struct Session {
    /// The bytes of its terms, and where each ends.
    var bytes: [UInt8] = []
    var ends: [Int] = []
    /// The numbers of its terms here; ``TokenBatch/noTerm`` where it is not known yet.
    var numbers: [UInt32] = []

    mutating func add(_ batch: TokenBatch) {
      let start = bytes.count
      bytes.append(contentsOf: batch.newTermBytes)
      for end in batch.newTermEnds { ends.append(start + end) }
      let missing = ends.count - numbers.count
      if missing > 0 {
        numbers.append(contentsOf: repeatElement(TokenBatch.noTerm, count: missing))
      }
    }

    /// Appends the numbers that are known.
    ///
    /// - Returns: whether that are all.
    func renumber(_ found: Span<UInt32>, into numbers: inout OutputSpan<UInt32>) -> Bool {
      let known = self.numbers.span
      var isMissing = false
      for index in found.indices {
        let number = known[Int(found[index])]
        numbers.append(number)
        if number == TokenBatch.noTerm { isMissing = true }
      }
      return !isMissing
    }

    /// Asks for the memory in which a term is looked for.
    func prefetch(_ term: Int, _ terms: borrowing ByteStringTable) {
      let start = term == 0 ? 0 : ends[term - 1]
      if let key = WordKey(bytes.span.extracting(start..<ends[term])) { terms.prefetch(key) }
    }

    /// The number of a term, which may have become known meanwhile.
    mutating func number(of term: Int, in terms: inout ByteStringTable) -> Int {
      guard numbers[term] == TokenBatch.noTerm else { return Int(numbers[term]) }
      let start = term == 0 ? 0 : ends[term - 1]
      let number = terms.insert(bytes.span.extracting(start..<ends[term]))
      numbers[term] = UInt32(truncatingIfNeeded: number)
      return number
    }

    mutating func forgetNumbers() {
      for index in numbers.indices { numbers[index] = TokenBatch.noTerm }
    }
  }

  private var terms = ByteStringTable()
  private var sessions: [Session]

  /// Starts without terms.
  public init(sessionCount: Int) {
    sessions = Array(repeating: Session(), count: sessionCount)
  }

  /// Takes in the terms that a batch of a session announces; batches come in their order.
  ///
  /// - Parameter isReset: whether the session was reset before.
  public mutating func add(newTermsOf batch: TokenBatch, session: Int, isReset: Bool) {
    if isReset { sessions[session] = Session() }
    sessions[session].add(batch)
  }

  /// Adds fields of a batch to another one, with the numbers that their terms have here, and
  /// announces the terms that are new here.
  ///
  /// - Parameters:
  ///   - fields: some of the batch's fields.
  ///   - session: which session has filled the batch.
  public mutating func append(
    _ fields: Range<Int>, of batch: TokenBatch, session: Int, to target: inout TokenBatch
  ) {
    let known = terms.count
    target.append(fields, of: batch) { found, numbers in
      let first = numbers.count
      if sessions[session].renumber(found, into: &numbers) { return }
      // Some are new; where they are looked for is asked for first, so that none is waited for.
      for index in found.indices where numbers.span[first + index] == TokenBatch.noTerm {
        sessions[session].prefetch(Int(found[index]), terms)
      }
      var new = numbers.mutableSpan
      for index in found.indices where new[first + index] == TokenBatch.noTerm {
        let number = sessions[session].number(of: Int(found[index]), in: &terms)
        new[first + index] = UInt32(truncatingIfNeeded: number)
      }
    }
    if terms.count > known { terms.announceStrings(from: known, to: &target) }
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  public mutating func reset() {
    terms.removeAll()
    for index in sessions.indices { sessions[index].forgetNumbers() }
  }
}
