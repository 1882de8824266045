import CKernels
import QuernStorage

/// Walks over those terms of a dictionary that a table-driven automaton accepts.
///
/// The automaton is the caller's, and its table may be made on the way: the walk stops where a target is
/// missing. It goes through blocks in a kernel and checks what it reads as a ``DictionaryCursor`` does.
/// A class, so that a question about the current term copies nothing. Belongs to one task.
package final class DictionaryMatcher {
  /// Why a walk has stopped.
  package enum Step {
    /// On a term that is accepted.
    case match

    /// At a byte of the current term for which the table has no target.
    case missing

    /// After many terms one after another that cannot match: to find out where one may is worth it.
    case dead

    /// Behind the last term.
    case end

    /// At the limit of its work.
    case limit
  }

  /// 64: what four blocks take is less than to search the index for another one.
  private static let patience: UInt32 = 64

  /// 128: few words are longer; for those there is more room when they come.
  private static let usualRoom = 128

  /// In a table of targets: no word that comes here can match.
  package static let deadState: Int32 = -1

  /// In a table of targets: not known yet.
  package static let unknownState: Int32 = -2

  private let reader: DictionaryReader
  private var walk = quern_term_walk()
  private var bytes: [UInt8]
  private var states: [Int32]

  /// - Parameter start: the state before the first byte.
  package init(_ reader: DictionaryReader, start: Int32) {
    self.reader = reader
    bytes = [UInt8](repeating: 0, count: Self.usualRoom)
    states = [Int32](repeating: start, count: Self.usualRoom + 1)
  }

  /// The current term.
  package var term: [UInt8] { Array(bytes[..<Int(walk.length)]) }

  /// What the dictionary keeps of the current term.
  package var entry: TermEntry {
    TermEntry(
      documentFrequency: walk.entry.documents,
      totalFrequency: UInt64(walk.entry.documents) + walk.entry.more,
      postingsOffset: walk.entry.postings, positionsOffset: walk.entry.positions)
  }

  /// The state of the automaton at a match, or where a target is missing.
  package var state: Int32 { walk.state }

  /// The byte for which a target is missing.
  package var byte: UInt8 { walk.byte }

  /// How many terms and bytes were looked at.
  package var work: Int { Int(clamping: walk.work) }

  /// So many bytes of the current term have a state.
  package var path: Int { Int(walk.path) }

  /// The state after so many bytes of the current term, ``path`` at most.
  package func state(after count: Int) -> Int32 { states[count] }

  /// The numbers of all states have changed.
  package func restart(at start: Int32) {
    states[0] = start
    (walk.path, walk.is_dead) = (0, 0)
  }

  /// Goes on to the next term that is accepted, or to whatever else the caller has to know.
  ///
  /// - Parameters:
  ///   - targets: 256 for each state.
  ///   - acceptances: of each state what a word is worth that ends in it, negative where none does.
  ///   - limit: of ``work``.
  /// - Throws: ``CodecError`` where the dictionary is damaged.
  package func next(
    _ targets: [Int32], _ acceptances: [Int8], limit: Int
  ) throws(CodecError) -> Step {
    let limit = UInt64(max(0, limit))
    while true {
      if let step = try step(targets, acceptances, limit) { return step }
      // Twice the room, until the longest term fits.
      bytes += [UInt8](repeating: 0, count: bytes.count)
      states += [Int32](repeating: 0, count: bytes.count + 1 - states.count)
    }
  }

  /// `nil` where the next term needs more room.
  private func step(
    _ targets: [Int32], _ acceptances: [Int8], _ limit: UInt64
  ) throws(CodecError) -> Step? {
    let room = UInt32(clamping: bytes.count)
    let outcome = unsafe reader.withSections { sections in
      // SAFETY: there is room for so many bytes and a state more; states are those of the table.
      unsafe quern_walk_terms(
        sections, &walk, targets, acceptances, &bytes, &states, room, Self.patience, limit)
    }
    switch outcome {
    case Int32(quern_walk_end): return .end
    case Int32(quern_walk_match): return .match
    case Int32(quern_walk_missing): return .missing
    case Int32(quern_walk_dead): return .dead
    case Int32(quern_walk_limit): return .limit
    case Int32(quern_walk_room): return nil
    default: throw reader.damage(nearBlock: Int(walk.block))
    }
  }

  /// Passes over blocks that have no term at or above another one.
  ///
  /// - Throws: ``CodecError`` where the index is damaged.
  package func seek(atLeast target: [UInt8]) throws(CodecError) {
    let outcome = unsafe target.withUnsafeBufferPointer { target in
      // SAFETY: the kernel reads inside the sections and inside the term.
      unsafe reader.withSections { sections in
        unsafe quern_walk_seek(sections, &walk, target.baseAddress, target.count)
      }
    }
    guard outcome >= 0 else { throw reader.damage(nearBlock: Int(walk.block)) }
  }
}

extension DictionaryReader {
  /// What is wrong with the bytes at which a kernel has given up.
  fileprivate func damage(nearBlock block: Int) -> CodecError {
    var cursor = cursor(fromBlock: max(0, block - 1))
    do throws(CodecError) {
      for _ in 0..<3 * DictionaryFormat.termsPerBlock where try cursor.next() {}
    } catch { return error }
    return unsoundDamage
  }
}
