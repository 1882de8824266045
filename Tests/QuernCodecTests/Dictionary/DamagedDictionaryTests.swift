import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernCodec

/// Reading damaged dictionaries gives an error or some well-formed answer; it never traps nor goes
/// on for long.
struct DamagedDictionaryTests {
  private func smallDictionary() -> WrittenDictionary {
    var generator = SeededGenerator(seed: 61)
    let terms = (0..<40).map { _ in
      (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        UInt8.random(in: 97...99, using: &generator)
      }
    }
    return WrittenDictionary(terms, using: &generator)
  }

  /// Walks, finds and seeks; terms must ascend as far as they come.
  private func expectWellFormed(_ damaged: WrittenDictionary) {
    guard let reader = try? damaged.reader() else { return }
    for term in damaged.terms.filter({ $0.count == 6 }) + [[], [97], [255, 255]] {
      if let entry = try? reader.find(term) { #expect(entry.documentFrequency > 0) }
      let answers = reader.answers(term)
      #expect(answers[0] == answers[1])
      var cursor = reader.cursor()
      if let isThere = try? cursor.seek(atLeast: term), isThere {
        #expect(!cursor.term.lexicographicallyPrecedes(term))
      }
    }
    var cursor = reader.cursor()
    var last: [UInt8]?
    var count = 0
    while let isThere = try? cursor.next(), isThere {
      if let last { #expect(last.lexicographicallyPrecedes(cursor.term)) }
      last = cursor.term
      count += 1
    }
    #expect(count <= reader.termCount)
  }

  /// Whether a walk over all terms throws.
  private func isFoundDamaged(_ damaged: WrittenDictionary) -> Bool {
    do {
      var cursor = try damaged.reader().cursor()
      while try cursor.next() {}
      return false
    } catch {
      return true
    }
  }

  @Test func `truncated sections`() {
    let written = smallDictionary()
    for blocks in DamagedBytes.truncations(of: written.blocks) {
      var damaged = written
      damaged.blocks = blocks
      expectWellFormed(damaged)
      #expect(isFoundDamaged(damaged))
    }
    for index in DamagedBytes.truncations(of: written.index) {
      var damaged = written
      damaged.index = index
      #expect(isFoundDamaged(damaged))
    }
  }

  @Test func `a flipped bit in blocks`() {
    let written = smallDictionary()
    for blocks in DamagedBytes.flips(of: written.blocks) {
      var damaged = written
      damaged.blocks = blocks
      expectWellFormed(damaged)
    }
  }

  @Test func `a flipped bit in the index`() {
    let written = smallDictionary()
    for index in DamagedBytes.flips(of: written.index) {
      var damaged = written
      damaged.index = index
      expectWellFormed(damaged)
    }
  }

  @Test func `several wrong bytes`() {
    var generator = SeededGenerator(seed: 62)
    let written = smallDictionary()
    var damaged = written
    for blocks in DamagedBytes.overwrites(of: written.blocks, count: 500, using: &generator) {
      damaged.blocks = blocks
      expectWellFormed(damaged)
    }
    damaged.blocks = written.blocks
    for index in DamagedBytes.overwrites(of: written.index, count: 500, using: &generator) {
      damaged.index = index
      expectWellFormed(damaged)
    }
  }
}
