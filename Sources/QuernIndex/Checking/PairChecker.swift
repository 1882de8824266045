import QuernCodec
import QuernModel

/// Verifies the frequent pairs of a field: they are those that the lists of its words make.
struct PairChecker {
  private let segment: SegmentReader
  private let field: FieldReader
  private let pairs: PairReader

  init(_ segment: SegmentReader, _ field: FieldReader, _ pairs: PairReader) {
    self.segment = segment
    self.field = field
    self.pairs = pairs
  }

  func check() throws(CodecError) {
    let (frequent, expected) = try expectedPairs()
    guard pairs.leastDocumentFrequency == frequent.least else {
      throw damage(
        "words frequent from \(frequent.least) documents on", "\(pairs.leastDocumentFrequency)")
    }
    guard pairs.rareWords == Set(frequent.rareWords) else {
      throw damage("\(frequent.rareWords.count) rarer words", "\(pairs.rareWords.count)")
    }
    let words = frequent.words
    let groups = expected.groups
    guard groups.count == pairs.dictionary.termCount else {
      throw damage("\(groups.count) pairs", "\(pairs.dictionary.termCount)")
    }
    for group in groups {
      let (first, second) = (words[Int(group.pair) / 64].term, words[Int(group.pair) % 64].term)
      guard let entry = try pairs.find(first, second) else {
        throw damage("the pair \(text(first)) \(text(second))", "none")
      }
      try checkList(entry, expected, group, "\(text(first)) \(text(second))")
    }
  }

  /// The frequent words and where their pairs stand, found as when the segment was written.
  private func expectedPairs() throws(CodecError) -> (FrequentWords, PairOccurrences) {
    // Which words of a longer field were frequent, only the file says.
    var frequent = FrequentWords(
      documentCount: Int(segment.documentCount), others: pairs.rareWords)
    var tokenCount: UInt64 = 0
    var terms = field.dictionary.cursor()
    while try terms.next() {
      // No word was looked at yet: so it is bounded what the most frequent ones are chosen by.
      guard terms.entry.documentFrequency <= segment.documentCount else {
        throw damage(
          "\(text(terms.term)) in at most \(segment.documentCount) documents",
          "\(terms.entry.documentFrequency)")
      }
      tokenCount &+= terms.entry.totalFrequency
      frequent.append(
        FrequentWords.Word(term: terms.term, entry: terms.entry, postings: [], positions: []))
    }
    let found = try frequent.findPairs(tokenCount: tokenCount, occurrences)
    return (frequent, found)
  }

  private func occurrences(
    of frequent: FrequentWords, limit: Int
  ) throws(CodecError) -> PairOccurrences? {
    var readers: [PairWordReader] = []
    for word in frequent.words {
      let (postings, positions) = try field.openLists(word.entry)
      readers.append(try PairWordReader(postings, positions))
    }
    let found = try PairOccurrences(readers, limit: limit)
    return found.count > limit ? nil : found
  }

  private func checkList(
    _ entry: TermEntry, _ expected: PairOccurrences, _ group: PairOccurrences.Group, _ pair: String
  ) throws(CodecError) {
    let (postings, positions) = try field.openLists(entry, of: pairs)
    var reader = try PairWordReader(postings, positions)
    var documentFrequency: UInt32 = 0
    var found: [UInt32] = []
    try expected.forEachDocument(of: group) { (document, places) throws(CodecError) in
      guard reader.document == document else {
        throw damage("\(pair) in document \(document)", "\(reader.document)")
      }
      let code = try field.lengths.code(of: document)
      let isBound = reader.postings.blockImpacts.contains {
        Int($0.frequency) >= places.count && $0.lengthCode <= code
      }
      try reader.read(into: &found)
      guard found == places, isBound else {
        throw damage(
          "\(pair) at \(places) in document \(document)",
          isBound ? "\(found)" : "a bound below it")
      }
      documentFrequency += 1
    }
    guard documentFrequency == entry.documentFrequency,
      UInt64(group.range.count) == entry.totalFrequency
    else {
      throw damage(
        "\(entry.documentFrequency) documents and \(entry.totalFrequency) occurrences of \(pair)",
        "\(documentFrequency) and \(group.range.count)")
    }
  }

  private func damage(_ expected: String, _ found: String) -> CodecError {
    .damaged(
      file: segment.name, offset: 0, expected: "\(expected) (pairs of field \(field.name))",
      found: found)
  }

  private func text(_ term: [UInt8]) -> String { "“\(String(decoding: term, as: UTF8.self))”" }
}
