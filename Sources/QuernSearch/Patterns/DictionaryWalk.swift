import QuernCodec

/// Walks over those terms of one dictionary that an automaton accepts.
///
/// The states of the term before are kept for the bytes that the next one shares with it; where no
/// term can match for a while, the dictionary is searched for the next one that may. A class, so that
/// a walk is moved where it stands among those of other segments. Belongs to one task.
final class DictionaryWalk {
  /// How many terms are passed over before the dictionary is searched.
  private static let patience = 8

  /// What reading a term counts beside the steps of the automaton.
  private static let termWork = 16

  private var cursor: DictionaryCursor

  /// The bytes of the last term that have a state, and the states before and after each.
  private var path: [UInt8] = []
  private var states: [Int32] = []
  private var generation = -1

  /// The first term that may match, where the terms before it cannot.
  private var target: [UInt8] = []
  private let limit: Int

  /// How many edits away the current term is.
  private(set) var edits = 0

  /// How much was looked at.
  private(set) var work = 0

  init(_ cursor: DictionaryCursor, limit: Int) {
    self.cursor = cursor
    self.limit = limit
  }

  var term: [UInt8] { cursor.term }
  var entry: TermEntry { cursor.entry }

  /// Moves to the next term that matches.
  func next(
    _ automaton: inout LazyAutomaton
  ) throws(PatternExpansion.Failure) -> Bool {
    while try move() {
      let before = automaton.work
      let accepted = run(&automaton)
      work += automaton.work - before + Self.termWork
      guard work <= limit else { throw .tooExpensive }
      if let accepted {
        guard accepted >= 0 else { continue }
        edits = accepted
        return true
      }
      guard findTarget(&automaton) else { return false }
    }
    return false
  }

  /// Moves to the next term at or above the target.
  private func move() throws(PatternExpansion.Failure) -> Bool {
    do {
      for _ in 0..<Self.patience {
        guard try cursor.next() else { return false }
        if !cursor.term.lexicographicallyPrecedes(target) { return true }
      }
      return try cursor.seek(atLeast: target)
    } catch { throw .codec(error) }
  }

  /// Runs the automaton over the current term.
  ///
  /// - Returns: the edits of a match, −1 for none, `nil` where all words with the bytes of `path` and
  ///   the next one of the term fail.
  private func run(_ automaton: inout LazyAutomaton) -> Int? {
    let term = cursor.term
    var shared = 0
    if generation == automaton.generation {
      while shared < path.count, shared < term.count, path[shared] == term[shared] { shared += 1 }
    }
    while true {
      if shared == 0 { states = [automaton.start()] }
      generation = automaton.generation
      states.removeLast(states.count - shared - 1)
      path.removeLast(path.count - min(shared, path.count))
      while path.count < term.count {
        let byte = term[path.count]
        let state = automaton.step(states[path.count], byte)
        guard automaton.generation == generation else { break }
        if state == LazyAutomaton.dead { return nil }
        states.append(state)
        path.append(byte)
      }
      // Where the cache was emptied on the way, all begins anew.
      if automaton.generation == generation { break }
      shared = 0
      path.removeAll(keepingCapacity: true)
    }
    return automaton.acceptance(states[path.count]) ?? -1
  }

  /// Finds the first byte string above the current term with which a match may begin.
  private func findTarget(_ automaton: inout LazyAutomaton) -> Bool {
    let term = cursor.term
    var length = path.count
    let before = automaton.work
    defer { work += automaton.work - before }
    while length >= 0 {
      if length < term.count, term[length] < 0xFF {
        for byte in term[length] + 1...0xFF {
          let state = automaton.step(states[length], byte)
          guard automaton.generation == generation else {
            // No state is known any more: the next term is as good a place as any.
            target = []
            return true
          }
          if state != LazyAutomaton.dead {
            target = Array(term[..<length]) + [byte]
            return true
          }
        }
      }
      length -= 1
    }
    return false
  }
}
