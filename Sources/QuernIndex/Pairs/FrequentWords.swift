import QuernCodec

/// The words of a field that may be frequent, noted while their lists are written.
struct FrequentWords {
  struct Word {
    var term: [UInt8]
    var entry: TermEntry

    /// Where the lists end in the sections; they begin at the entry's offsets.
    var postingsEnd: UInt64
    var positionsEnd: UInt64
  }

  /// By term.
  private(set) var words: [Word] = []

  /// The document frequency from which on a word is frequent.
  private(set) var least: UInt32

  init(documentCount: Int) {
    least = max(
      PairFormat.leastDocumentFrequency, UInt32(clamping: documentCount) / PairFormat.leastShare)
  }

  /// Takes a word in; where there are too many, the rarest are not frequent after all.
  mutating func append(_ word: Word) {
    guard word.entry.documentFrequency >= least, word.term.count <= PairFormat.maximumWordLength
    else { return }
    words.append(word)
    while words.count > PairFormat.maximumWordCount { raise() }
  }

  /// Keeps the more frequent half.
  mutating func halve() {
    let count = words.count / 2
    while words.count > count { raise() }
  }

  /// Leaves the rarest words out.
  private mutating func raise() {
    guard let rarest = words.map(\.entry.documentFrequency).min() else { return }
    least = rarest + 1
    words.removeAll { $0.entry.documentFrequency < least }
  }
}
