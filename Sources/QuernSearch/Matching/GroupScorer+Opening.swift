import QuernCodec
import QuernIndex
import QuernModel

extension GroupScorer {
  /// Opens the lists of a group in one segment; `nil` where the segment cannot match it.
  ///
  /// - Throws: ``SearchError/index(_:)``.
  static func open(
    _ group: PlannedGroup, in segment: SegmentReader, number: Int
  ) throws(SearchError) -> GroupScorer? {
    var words: [WordScorer] = []
    var phrases: [PhraseScorer] = []
    var bases: [WordScorer] = []
    for member in group.members {
      guard let field = member.source.readers[number] else { continue }
      if member.isPhrase {
        guard let phrase = try openPhrase(member, field, number) else { continue }
        phrases.append(phrase)
      } else {
        guard let word = try openWord(member, field, number, bases) else { continue }
        words.append(word)
        // The first member stands where it is asked for; the others ask it again on their own.
        if member.isCombined { bases.append(word) }
      }
    }
    guard !words.isEmpty || !phrases.isEmpty else { return nil }
    return GroupScorer(words: words, phrases: phrases)
  }

  /// Opens the lists of a word in one field; `nil` where the segment does not have it.
  static func openWord(
    _ member: PlannedMember, _ field: FieldReader, _ number: Int, _ bases: [WordScorer] = []
  ) throws(SearchError) -> WordScorer? {
    var cursors: [TermCursor] = []
    for term in member.words.flatMap(\.terms) {
      guard let entry = term.entries[number] else { continue }
      cursors.append(try TermCursor(field, entry))
    }
    return cursors.isEmpty ? nil : WordScorer(cursors, weight: member.weight, bases: bases)
  }

  /// Opens the lists of a phrase in one field; `nil` where the segment lacks one of its words.
  static func openPhrase(
    _ member: PlannedMember, _ field: FieldReader, _ number: Int
  ) throws(SearchError) -> PhraseScorer? {
    try PhraseWordCursor.open(member.words, field, number).map { words throws(SearchError) in
      try PhraseScorer(words, weight: member.weight)
    }
  }
}
