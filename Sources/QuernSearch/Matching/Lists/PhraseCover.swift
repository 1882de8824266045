import QuernCodec
import QuernIndex

/// The lists in which a phrase is looked for: those of frequent pairs where two of its words are one,
/// else those of the words.
struct PhraseCover {
  private(set) var terms: [FoundTerm] = []

  /// Where each term stands in the phrase.
  private(set) var offsets: [[UInt32]] = []

  /// A word at one place of the phrase.
  private struct Slot {
    var offset: UInt32
    var term: [UInt8]
    var entry: TermEntry
  }

  /// Covers a phrase each of whose words is one term.
  ///
  /// - Returns: `nil` where the segment cannot have the phrase.
  init?(_ member: PlannedMember, _ field: FieldReader, _ number: Int) throws(SearchError) {
    var slots: [Slot] = []
    for word in member.words {
      guard let entry = word.terms[0].entries[number] else { return nil }
      for offset in word.offsets {
        slots.append(Slot(offset: offset, term: word.terms[0].term, entry: entry))
      }
    }
    slots.sort { $0.offset < $1.offset }
    var index = 0
    while index < slots.count {
      if isPair(slots, index, field) {
        guard try appendPair(slots, index, field) else { return nil }
        index += 2
      } else if index > 0, isPair(slots, index - 1, field) {
        guard try appendPair(slots, index - 1, field) else { return nil }
        index += 1
      } else {
        append(FoundTerm(entry: slots[index].entry), at: slots[index].offset)
        index += 1
      }
    }
  }

  /// Whether a word and the next one are looked up together.
  private func isPair(_ slots: [Slot], _ index: Int, _ field: FieldReader) -> Bool {
    guard let pairs = field.pairs, index + 1 < slots.count else { return false }
    let (first, second) = (slots[index], slots[index + 1])
    return second.offset == first.offset &+ 1 && pairs.isFrequent(first.term, first.entry)
      && pairs.isFrequent(second.term, second.entry)
  }

  /// - Returns: whether the two words stand side by side anywhere.
  private mutating func appendPair(
    _ slots: [Slot], _ index: Int, _ field: FieldReader
  ) throws(SearchError) -> Bool {
    let found = try reading { () throws(CodecError) in
      try field.pairs?.find(slots[index].term, slots[index + 1].term)
    }
    guard let found else { return false }
    append(FoundTerm(entry: found, isPair: true), at: slots[index].offset)
    return true
  }

  private mutating func append(_ term: FoundTerm, at offset: UInt32) {
    let known = terms.firstIndex { $0.isPair == term.isPair && $0.entry == term.entry }
    if let known {
      offsets[known].append(offset)
    } else {
      terms.append(term)
      offsets.append([offset])
    }
  }
}
