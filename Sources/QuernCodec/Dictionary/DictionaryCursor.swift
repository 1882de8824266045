/// Walks the terms of a dictionary in byte order.
///
/// Belongs to one task. A cursor begins before the first term. It checks what it reads: terms ascend strictly. After an
/// error the cursor is of no more use.
public struct DictionaryCursor: Sendable {
  /// The current term; empty before the first and after the last.
  public private(set) var term: [UInt8] = []

  /// What the dictionary keeps of the current term; valid after ``next()`` or
  /// ``seek(atLeast:)`` gave true.
  public private(set) var entry = TermEntry(
    documentFrequency: 0, totalFrequency: 0, postingsOffset: 0, positionsOffset: 0)

  private let reader: DictionaryReader
  private var block: DictionaryBlock?
  private var nextBlock = 0
  /// Whether `term` is a term of the dictionary, so that the next one must lie above it.
  private var hasTerm = false

  init(_ reader: DictionaryReader, nextBlock: Int = 0) {
    self.reader = reader
    self.nextBlock = nextBlock
  }

  /// Moves to the next term.
  ///
  /// - Returns: whether there is one.
  /// - Throws: ``CodecError`` where the dictionary is damaged.
  /// - Complexity: O(the bytes of the term that the one before does not have).
  public mutating func next() throws(CodecError) -> Bool {
    while true {
      if try block?.readTerm() == true {
        try readTerm()
        return true
      }
      guard nextBlock < reader.blockCount else {
        block = nil
        hasTerm = false
        term.removeAll(keepingCapacity: true)
        return false
      }
      block = try reader.openBlock(nextBlock)
      nextBlock += 1
    }
  }

  /// Moves to the first term that is not below `target`, forwards or backwards.
  ///
  /// - Returns: whether there is one.
  /// - Throws: ``CodecError`` where the dictionary is damaged.
  /// - Complexity: O(log(`termCount`) + 16) comparisons of terms.
  public mutating func seek(atLeast target: [UInt8]) throws(CodecError) -> Bool {
    block = nil
    hasTerm = false
    nextBlock = reader.blockCount == 0 ? 0 : try reader.block(of: target)
    repeat {
      guard try next() else { return false }
    } while term.lexicographicallyPrecedes(target)
    return true
  }

  /// Takes over the term and the entry of the block.
  private mutating func readTerm() throws(CodecError) {
    guard var current = block else { return }
    try current.readEntry()
    let isInOrder = !hasTerm || isAboveTerm(current)
    guard isInOrder else {
      throw current.view.damage(
        at: current.suffixOffset, expected: "a term above the one before", found: "one below")
    }
    term.removeSubrange(min(current.shared, term.count)...)
    for place in 0..<current.suffixSize { term.append(current.suffixByte(place)) }
    entry = current.entry
    block = current
    hasTerm = true
  }

  private func isAboveTerm(_ current: DictionaryBlock) -> Bool {
    var place = current.shared
    while place < term.count {
      guard place - current.shared < current.suffixSize else { return false }
      let byte = current.suffixByte(place - current.shared)
      if byte != term[place] { return byte > term[place] }
      place += 1
    }
    return current.suffixSize > term.count - current.shared
  }
}
