package import QuernModel

/// Announces the terms that several sessions number together to the batches of them all, in the order in
/// which these go into a segment.
///
/// Batches come in the order in which each session has filled its own. Belongs to one task at a time.
package struct TermAnnouncer {
  /// What numbers the terms of the segment.
  package private(set) var terms = SharedTerms()

  /// How many of them were announced, and which are in batches that came.
  private var announcedCount = 0
  private var isMet: [Bool] = []

  /// Other terms that came last, which numbered those of another segment, and their numbers in this one.
  private var others: SharedTerms?
  private var numbers: [UInt32] = []

  package init() {}

  /// Announces to a batch what was not yet; that may be more than the terms that it has.
  ///
  /// - Parameters:
  ///   - met: as the batch's session gives it.
  ///   - others: what numbered its terms. Where that is not ``terms``, since the segment before has ended
  ///     meanwhile, they are numbered again.
  /// - Returns: of the terms of all batches so far those that are new with this one: they do not depend on
  ///   who met what first.
  /// - Complexity: O(terms met and announced), and O(tokens) where they are numbered again.
  package mutating func announce(
    to batch: inout TokenBatch, met: [UInt32], of others: SharedTerms
  ) -> TermTally {
    if self.others !== others { forgetOthers() }
    let met = others === terms ? met : renumber(&batch, others)
    let terms = terms
    var tally = TermTally()
    terms.withTable { table in
      isMet.append(contentsOf: repeatElement(false, count: table.count - isMet.count))
      for term in met where !isMet[Int(term)] {
        isMet[Int(term)] = true
        tally.count += 1
        tally.byteCount += table.byteCount(of: Int(term))
      }
      if table.count > announcedCount { table.announceStrings(from: announcedCount, to: &batch) }
      announcedCount = table.count
    }
    return tally
  }

  /// Gives the terms of a batch the numbers that they have in this segment.
  ///
  /// - Returns: these.
  private mutating func renumber(_ batch: inout TokenBatch, _ others: SharedTerms) -> [UInt32] {
    self.others = others
    let terms = terms
    var met: [UInt32] = []
    // The older table is locked first; nobody else locks two.
    others.withTable { table in
      let missing = table.count - numbers.count
      numbers.append(contentsOf: repeatElement(TokenBatch.noTerm, count: missing))
      batch.renumber { tokens in
        for index in tokens.indices {
          let other = Int(tokens[index])
          if numbers[other] == TokenBatch.noTerm {
            numbers[other] = terms.insert(table[other].span)
            met.append(numbers[other])
          }
          tokens[index] = numbers[other]
        }
      }
    }
    return met
  }

  /// Gives the memory of other terms back, of which no batch can come any more: a session that still has
  /// them is reset before it is used.
  private mutating func forgetOthers() {
    others?.withTable { $0.removeAll() }
    (others, numbers) = (nil, [])
  }

  /// Forgets all terms, for instance because a segment was written: the next one is number 0.
  ///
  /// - Parameter areSomeOnTheirWay: whether batches with these terms, or older ones, may still come.
  package mutating func reset(areSomeOnTheirWay: Bool) {
    if !areSomeOnTheirWay {
      forgetOthers()
      terms.withTable { $0.removeAll() }
    }
    self = TermAnnouncer()
  }
}
