import QuernIndex

/// A term of the dictionaries that may be what a user wants.
struct WordCandidate {
  /// Where the term is.
  struct Place {
    var field: SnapshotField
    var entries: TermEntries
    var documentFrequency: UInt64
  }

  var term: [UInt8]
  var places: [Place]

  /// How many edits away from what was looked for; 0 for a prefix.
  var edits: Int

  /// That of the field in which it is most frequent: no more documents than have it in any.
  var documentFrequency: UInt64 { places.reduce(0) { max($0, $1.documentFrequency) } }
}

extension Suggester {
  /// The terms of some fields that patterns match: the 1,024 of each in the most documents.
  ///
  /// Where a dictionary is too large to look at all of what may match, those that were found.
  ///
  /// - Parameter forms: what a term of a field may look like.
  func candidates(
    in fields: [SnapshotField], _ forms: (SnapshotField) -> [TermPattern.Form]
  ) throws(SearchError) -> [WordCandidate] {
    var places: [[UInt8]: Int] = [:]
    var found: [WordCandidate] = []
    var work = 0
    for field in fields {
      guard let automaton = try? ByteAutomaton(forms(field)) else { continue }
      var expansion = PatternExpansion(automaton, work: work)
      expansion.keepsRest = false
      do throws(PatternExpansion.Failure) { try expansion.run(over: field.readers) } catch {
        if case .codec(let error) = error { throw .index(.codec(error)) }
      }
      work = expansion.work
      for term in expansion.terms {
        let place = WordCandidate.Place(
          field: field, entries: term.entries, documentFrequency: term.documentFrequency)
        if let known = places[term.term] {
          found[known].places.append(place)
          found[known].edits = min(found[known].edits, term.edits)
        } else {
          places[term.term] = found.count
          found.append(WordCandidate(term: term.term, places: [place], edits: term.edits))
        }
      }
    }
    return found
  }
}
