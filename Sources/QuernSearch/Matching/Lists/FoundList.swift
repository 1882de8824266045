import QuernCodec
import QuernIndex

/// A list that is to be opened: that of a term, those of several that are scored as one, or those of
/// the words of a phrase.
struct FoundList {
  let field: FieldReader
  let weight: TermWeight
  var entry: TermEntry

  /// The other terms, or the other words of a phrase.
  var others: [TermEntry] = []

  /// The same word in the fields to whose score this one's adds (BM25F).
  var bases: [FoundList] = []

  /// Of a phrase: where each word stands in it; empty where the terms are scored as one.
  var offsets: [[UInt32]] = []

  /// 16: the lists of more terms are not merged block by block.
  static let maximumTerms = 16

  private var isPhrase: Bool { !offsets.isEmpty }
  private var isSingle: Bool { others.isEmpty && !isPhrase }

  /// How many blocks the joined list has places for; 1 where nothing is merged.
  var joinedCount: Int {
    isSingle || isPhrase ? 1 : TermList.blockCount(ofParts: others.count + 1)
  }

  /// How many blocks of 128 are unpacked at the same time.
  var blockCount: Int { ownBlockCount + bases.reduce(0) { $0 + $1.ownBlockCount } }

  private var ownBlockCount: Int { isSingle ? 1 : others.count + 1 + joinedCount }

  /// Opens the list, or all of them and one that joins them, with memory from a place on.
  func open(
    at place: Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    var list = try openOwn(at: place, memory, reader)
    guard !bases.isEmpty else { return list }
    let opened = TermLists(capacity: bases.count)
    var number = place + ownBlockCount
    for base in bases {
      opened.append(try base.openOwn(at: number, memory, reader))
      number += base.ownBlockCount
    }
    list.bases = opened
    return list
  }

  private func openOwn(
    at place: Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    if isSingle { return try open(entry, place, memory, reader) }
    var number = place
    let parts = TermLists(capacity: others.count + 1)
    var words = zip([entry] + others, isPhrase ? offsets : []).map { (entry: $0, offsets: $1) }
    // The rarest word of a phrase first.
    words.sort { $0.entry.documentFrequency < $1.entry.documentFrequency }
    for entry in isPhrase ? words.map(\.entry) : [entry] + others {
      parts.append(try open(entry, number, memory, reader))
      number += 1
    }
    let matcher = isPhrase ? try PhraseMatcher(field, words) : nil
    return TermList(merging: parts, matcher: matcher, memory: memory, number: number)
  }

  private func open(
    _ entry: TermEntry, _ number: Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    try TermList(
      field, entry, weight: weight, memory: memory, number: number,
      documentCount: reader.documentCount)
  }
}
