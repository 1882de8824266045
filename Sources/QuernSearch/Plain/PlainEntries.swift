import QuernCodec

/// What the segments have of the words of a plain query.
///
/// A query in one field of a snapshot of one segment needs no array for it.
struct PlainEntries {
  private let segmentCount: Int
  private let hasShorter: Bool

  /// Of each word those of the longer field behind the first segment, then those of the shorter field.
  private var others: [TermEntry?] = []

  /// - Parameter hasShorter: whether there is a shorter field.
  init(segmentCount: Int, hasShorter: Bool) {
    self.segmentCount = segmentCount
    self.hasShorter = hasShorter
  }

  /// Where the next word's entries will be.
  var end: Int { others.count }

  mutating func append(_ entry: TermEntry?) { others.append(entry) }

  /// The entry in the only field, or in the longer one of two.
  @inline(__always)
  func longer(_ word: PlainWord, in segment: Int) -> TermEntry? {
    segment == 0 ? word.entry : others[word.others + segment - 1]
  }

  /// The entries of both fields; that of the longer one comes first.
  @inline(__always)
  func both(_ word: PlainWord, in segment: Int) -> (longer: TermEntry?, shorter: TermEntry?) {
    (
      longer(word, in: segment),
      hasShorter ? others[word.others + segmentCount - 1 + segment] : nil
    )
  }
}
