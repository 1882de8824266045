public import QuernModel

/// Gives the terms of several sessions one numbering.
///
/// Terms are numbered from 0 as their batches come: in which order depends on what the sessions knew before,
/// and nothing that is written depends on it.
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

    /// Replaces those numbers of terms that are known, and says where others stand.
    func renumber(_ tokens: inout MutableSpan<UInt32>, except unknown: inout [Int]) {
      let known = numbers.span
      for index in tokens.indices {
        let number = known[Int(tokens[index])]
        if number == TokenBatch.noTerm { unknown.append(index) } else { tokens[index] = number }
      }
    }

    /// Asks for the memory in which a term is looked for.
    func prefetch(_ term: Int, _ terms: borrowing ByteStringTable) {
      let start = term == 0 ? 0 : ends[term - 1]
      if let key = WordKey(bytes.span.extracting(start..<ends[term])) { terms.prefetch(key) }
    }

    /// The number of a term, which may have become known meanwhile.
    mutating func number(of term: Int, in terms: inout ByteStringTable) -> UInt32 {
      guard numbers[term] == TokenBatch.noTerm else { return numbers[term] }
      let start = term == 0 ? 0 : ends[term - 1]
      let number = terms.insert(bytes.span.extracting(start..<ends[term]))
      numbers[term] = UInt32(truncatingIfNeeded: number)
      return numbers[term]
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

  /// Gives the terms of a session's batch the numbers that they have here, and lets it announce those
  /// that are new here in place of those that are new to the session.
  ///
  /// Batches of a session come in the order in which it has filled them.
  ///
  /// - Parameters:
  ///   - session: which session has filled the batch.
  ///   - isReset: whether the session was reset before.
  /// - Complexity: O(tokens), and a look-up for each term that is new to the session.
  public mutating func renumber(_ batch: inout TokenBatch, session: Int, isReset: Bool) {
    if isReset { sessions[session] = Session() }
    let known = terms.count
    let new = sessions[session].ends.count
    sessions[session].add(batch)
    number(new..<sessions[session].ends.count, of: session)
    // Numbers are forgotten when a segment was written.
    var forgotten: [Int] = []
    batch.renumber { tokens in
      sessions[session].renumber(&tokens, except: &forgotten)
      for index in forgotten {
        tokens[index] = sessions[session].number(of: Int(tokens[index]), in: &terms)
      }
    }
    if terms.count > known { terms.announceStrings(from: known, to: &batch) }
  }

  /// So many look-ups wait for memory together.
  private static let termsAtOnce = 64

  /// Finds the numbers of terms of a session.
  private mutating func number(_ new: Range<Int>, of session: Int) {
    var start = new.lowerBound
    while start < new.upperBound {
      let end = min(new.upperBound, start + Self.termsAtOnce)
      for term in start..<end { sessions[session].prefetch(term, terms) }
      for term in start..<end { _ = sessions[session].number(of: term, in: &terms) }
      start = end
    }
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  public mutating func reset() {
    terms.removeAll()
    for index in sessions.indices { sessions[index].forgetNumbers() }
  }
}
