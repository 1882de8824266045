import QuernCodec

/// Walks over those terms of one dictionary that an automaton accepts.
///
/// Where no term can match for a while, the dictionary is searched for the next one that may. A class, so
/// that a walk is moved where it stands among those of other segments. Belongs to one task.
final class DictionaryWalk {
  private let matcher: DictionaryMatcher

  /// That of the automaton when the walk last saw its states.
  private var generation: Int
  private let limit: Int

  /// What the automaton has done for this walk.
  private var automatonWork = 0

  /// How many edits away the current term is.
  private(set) var edits = 0

  init(_ dictionary: DictionaryReader, _ automaton: inout LazyAutomaton, limit: Int) {
    matcher = DictionaryMatcher(dictionary, start: automaton.start())
    generation = automaton.generation
    self.limit = limit
  }

  var term: [UInt8] { matcher.term }
  var entry: TermEntry { matcher.entry }

  /// How much was looked at.
  var work: Int { matcher.work + automatonWork }

  /// Moves to the next term that matches.
  func next(_ automaton: inout LazyAutomaton) throws(PatternExpansion.Failure) -> Bool {
    while true {
      if automaton.generation != generation {
        matcher.restart(at: automaton.start())
        generation = automaton.generation
      }
      guard work <= limit else { throw .tooExpensive }
      switch try step(automaton) {
      case .match:
        edits = automaton.acceptance(matcher.state) ?? 0
        return true
      case .missing:
        let before = automaton.work
        _ = automaton.step(matcher.state, matcher.byte)
        automatonWork += automaton.work - before
      case .dead: if try !seek(&automaton) { return false }
      case .end: return false
      case .limit: throw .tooExpensive
      }
    }
  }

  private func step(
    _ automaton: LazyAutomaton
  ) throws(PatternExpansion.Failure) -> DictionaryMatcher.Step {
    do {
      return try matcher.next(
        automaton.targets, automaton.acceptances, limit: limit - automatonWork)
    } catch { throw .codec(error) }
  }

  /// Passes over terms with which no match can begin.
  ///
  /// - Returns: false where no match can come any more.
  private func seek(_ automaton: inout LazyAutomaton) throws(PatternExpansion.Failure) -> Bool {
    let done = automaton.work
    defer { automatonWork += automaton.work - done }
    let term = matcher.term
    var length = min(matcher.path, term.count)
    while length >= 0 {
      if length < term.count, term[length] < 0xFF {
        let before = matcher.state(after: length)
        for byte in term[length] + 1...0xFF {
          let state = automaton.step(before, byte)
          // No state is known any more: the next term is as good a place as any.
          guard automaton.generation == generation else { return true }
          if state != LazyAutomaton.dead {
            do { try matcher.seek(atLeast: Array(term[..<length]) + [byte]) } catch {
              throw .codec(error)
            }
            return true
          }
        }
      }
      length -= 1
    }
    return false
  }
}
