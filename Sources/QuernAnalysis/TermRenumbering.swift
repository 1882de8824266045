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

    mutating func insert(_ term: Int, into terms: inout ByteStringTable) -> Int {
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

  /// Renumbers the terms of a batch, whose new terms become those that are new here.
  ///
  /// - Parameters:
  ///   - session: which session has filled the batch; its batches come in their order.
  ///   - isReset: whether the session was reset before.
  public mutating func renumber(_ batch: inout TokenBatch, of session: Int, isReset: Bool) {
    if isReset { sessions[session] = Session() }
    sessions[session].add(batch)
    let known = terms.count
    batch.replaceNumbers { tokens in
      for index in tokens.indices {
        let term = Int(tokens[index])
        var number = sessions[session].numbers[term]
        if number == TokenBatch.noTerm {
          number = UInt32(
            truncatingIfNeeded: sessions[session].insert(term, into: &terms))
        }
        tokens[index] = number
      }
    }
    if terms.count > known { terms.announceStrings(from: known, to: &batch) }
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  public mutating func reset() {
    terms.removeAll()
    for index in sessions.indices { sessions[index].forgetNumbers() }
  }
}
