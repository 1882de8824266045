import QuernCodec
import QuernIndex

/// A list that is to be opened: that of a term, or those of several that are scored as one.
struct FoundList {
  let field: FieldReader
  let entry: TermEntry
  let weight: TermWeight

  /// The other terms.
  var alternatives: [TermEntry] = []

  /// 16: the lists of more terms are not merged block by block.
  static let maximumTerms = 16

  /// How many blocks the merged list has places for; 1 where nothing is merged.
  var mergedCount: Int {
    alternatives.isEmpty ? 1 : TermList.blockCount(ofParts: alternatives.count + 1)
  }

  /// How many blocks of 128 are unpacked at the same time.
  var blockCount: Int { alternatives.isEmpty ? 1 : alternatives.count + 1 + mergedCount }

  /// Opens the list, or all of them and one that merges them, with memory from a place on.
  func open(
    at place: Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    var parts: [TermList] = []
    var number = place
    let first = try TermList(
      field, entry, weight: weight, memory: memory, number: number,
      documentCount: reader.documentCount)
    if alternatives.isEmpty { return first }
    parts.append(first)
    for entry in alternatives {
      number += 1
      parts.append(
        try TermList(
          field, entry, weight: weight, memory: memory, number: number,
          documentCount: reader.documentCount))
    }
    return TermList(merging: parts, memory: memory, number: number + 1)
  }
}
