import QuernCodec
import QuernIndex

/// A list that is to be opened: that of a term, those of several that are scored as one, or those of
/// the words of a phrase.
struct FoundList {
  let field: FieldReader
  let weight: TermWeight

  /// The terms, or the words of a phrase.
  var terms: [FoundTerm]

  /// The same word in shorter fields, and whether its scores there are added up (BM25) or it is scored as
  /// one with this one (BM25F).
  var shorter: [FoundList] = []
  var addsUp = false

  /// Of a phrase: where each word stands in it; empty where the terms are scored as one.
  var offsets: [[UInt32]] = []

  /// 16: the lists of more terms are not merged block by block.
  static let maximumTerms = 16

  private var isPhrase: Bool { !offsets.isEmpty }

  /// Whether it is one list as it is; so is a phrase of one frequent pair.
  var isSingle: Bool { terms.count == 1 && (offsets.isEmpty || offsets[0] == [0]) }

  /// Takes in the same word in another field, by scores that are added up.
  mutating func add(_ other: FoundList) {
    var other = other
    // The longest list comes first.
    if other.length > length { swap(&self, &other) }
    addsUp = true
    shorter += other.shorter + [other]
    shorter[shorter.count - 1].shorter = []
  }

  private var length: Int { terms.reduce(0) { $0 + Int($1.entry.documentFrequency) } }

  /// How many blocks the joined list has places for; 1 where nothing is merged.
  private var joinedCount: Int {
    isSingle || isPhrase ? 1 : TermList.blockCount(ofParts: terms.count)
  }

  /// How many blocks of 128 are unpacked at the same time, and to how many of them the joined list
  /// comes.
  var blockCounts: (all: Int, joined: Int) {
    if shorter.isEmpty { return (ownBlockCount, joinedCount) }
    let own = shorter.reduce(ownBlockCount) { $0 + $1.ownBlockCount }
    return (own + TermList.fieldsMemory * fieldsCount, fieldsCount)
  }

  private var ownBlockCount: Int { isSingle ? 1 : terms.count + joinedCount }

  /// How many blocks those of all fields fill together.
  private var fieldsCount: Int {
    TermList.blockCount(ofParts: shorter.reduce(joinedCount) { $0 + $1.joinedCount })
  }

  /// Opens the list, or all of them and one that joins them, with memory from a place on, which moves
  /// behind it.
  func open(
    at place: inout Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    if shorter.isEmpty { return try openNext(at: &place, memory, reader) }
    let parts = TermLists(capacity: shorter.count + 1)
    parts.append(try openNext(at: &place, memory, reader))
    for list in shorter { parts.append(try list.openNext(at: &place, memory, reader)) }
    let start = place
    place += TermList.fieldsMemory * fieldsCount
    return TermList(
      joining: parts, addsUp: addsUp, blockCount: fieldsCount, memory: memory, number: start)
  }

  private func openNext(
    at place: inout Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    let start = place
    place += ownBlockCount
    return try openOwn(at: start, memory, reader)
  }

  private func openOwn(
    at place: Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    if isSingle { return try open(terms[0], place, memory, reader) }
    var terms = terms
    var matcher: PhraseMatcher?
    if isPhrase {
      // The rarest word first.
      let words = zip(terms, offsets).sorted {
        $0.0.entry.documentFrequency < $1.0.entry.documentFrequency
      }
      terms = words.map(\.0)
      matcher = try PhraseMatcher(field, words)
    }
    let parts = TermLists(capacity: terms.count)
    for number in terms.indices {
      parts.append(try open(terms[number], place + number, memory, reader))
    }
    return TermList(
      merging: parts, matcher: matcher, memory: memory, number: place + terms.count)
  }

  private func open(
    _ term: FoundTerm, _ number: Int, _ memory: ListMemory, _ reader: SegmentReader
  ) throws(CodecError) -> TermList {
    try TermList(
      field, term, weight: weight, memory: memory, number: number,
      documentCount: reader.documentCount)
  }
}
