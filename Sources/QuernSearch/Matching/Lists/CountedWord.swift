import QuernCodec
import QuernIndex

/// A word that is a whole query, in a segment of which nothing is deleted: its documents need not be
/// walked to be counted where the dictionary knows their number, or where they have been counted before.
struct CountedWord {
  private let reader: SegmentReader
  private var word = JoinedCounts.Word()
  private var documentFrequency = 0

  /// - Returns: `nil` where the plan is more than a word, or a document may be turned away.
  init?(_ plan: QueryPlan, in reader: SegmentReader, number: Int) {
    guard plan.prohibited.isEmpty, plan.conditions.isEmpty, reader.deletedCount == 0 else {
      return nil
    }
    self.reader = reader
    // By their places: a group that a loop gives is a copy.
    if plan.required.isEmpty {
      guard plan.optional.count == 1, add(plan.optional[0].members, number) else { return nil }
    } else {
      guard plan.required.count == 1, add(plan.required[0].members, number) else { return nil }
    }
  }

  /// - Returns: `nil` where the list is not that of a word, or of a frequent pair, in several fields.
  init?(_ list: FoundList, in reader: SegmentReader) {
    guard reader.deletedCount == 0, !list.shorter.isEmpty, list.isSingle,
      list.shorter.allSatisfy(\.isSingle)
    else { return nil }
    self.reader = reader
    word.append(list.field, list.terms[0].entry, ofPair: list.terms[0].isPair)
    for other in list.shorter {
      word.append(other.field, other.terms[0].entry, ofPair: other.terms[0].isPair)
    }
  }

  /// - Parameter plain: what the segment has of the word, in the longer field and in the shorter one.
  /// - Returns: `nil` where a document of the segment may be turned away.
  init?(
    _ plain: (longer: TermEntry?, shorter: TermEntry?), _ parameters: borrowing PlainParameters,
    in reader: SegmentReader,
    number: Int
  ) {
    guard reader.deletedCount == 0 else { return nil }
    self.reader = reader
    let (longer, shorter) = plain
    if let longer, let field = parameters.field.readers[number] {
      word.append(field, longer)
      documentFrequency = Int(longer.documentFrequency)
    }
    if let shorter, let field = parameters.shorter?.readers[number] {
      word.append(field, shorter)
      documentFrequency = Int(shorter.documentFrequency)
    }
  }

  /// - Returns: whether each field has a list that is the word's.
  private mutating func add(_ all: [PlannedMember], _ number: Int) -> Bool {
    let members = all.span
    for index in members.indices {
      guard let field = members[index].source.readers[number] else { continue }
      let known = word.fieldCount
      for place in members[index].words.indices {
        for term in members[index].words[place].terms {
          guard let entry = term.entries[number] else { continue }
          // Forms may share documents; the words of a phrase need not stand together.
          guard known == word.fieldCount, !members[index].isPhrase else { return false }
          word.append(field, entry)
          documentFrequency = Int(entry.documentFrequency)
        }
      }
    }
    return true
  }

  /// Whether one list, whose length is known, has all documents.
  var isInDictionary: Bool { word.fieldCount < 2 }

  /// The number of documents; `nil` where it takes a walk.
  var knownCount: Int? {
    switch word.fieldCount {
    case 0: 0
    case 1: documentFrequency
    default: reader.joinedCounts.count(of: word)
    }
  }

  /// Notes what a walk has counted.
  func keep(_ count: Int) {
    if word.fieldCount > 1 { reader.joinedCounts.keep(count, of: word) }
  }
}
