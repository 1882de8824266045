import QuernCodec

/// The words of a field that may be frequent, noted while their lists are written.
struct FrequentWords: Sendable {
  struct Word: Sendable {
    var term: [UInt8]
    var entry: TermEntry

    /// Its lists; none where pairs are found in what they are made of.
    var postings: [UInt8] = []
    var positions: [UInt8] = []

    /// The number of the term in the segment that is being built.
    var number: UInt32 = 0
  }

  /// By term.
  private(set) var words: [Word] = []

  /// The document frequency from which on a word is frequent.
  private(set) var least: UInt32

  init(documentCount: Int) {
    least = max(
      PairFormat.leastDocumentFrequency, UInt32(clamping: documentCount) / PairFormat.leastShare)
  }

  /// Whether a word is frequent as far as is known.
  func mayTake(_ term: ArraySlice<UInt8>, _ entry: TermEntry) -> Bool {
    entry.documentFrequency >= least && term.count <= PairFormat.maximumWordLength
  }

  /// Takes a word in; where there are too many, the rarest are not frequent after all.
  ///
  /// - Precondition: a word is in fewer documents than a 32-bit number can count, as in a segment.
  mutating func append(_ word: Word) {
    guard mayTake(word.term[...], word.entry) else { return }
    words.append(word)
    while words.count > PairFormat.maximumWordCount { raise() }
  }

  /// Finds where pairs stand; where they are more than the tokens of their field allow, those of
  /// fewer words.
  ///
  /// Which words are left follows from what stands in the field: it is the same whoever finds them.
  ///
  /// - Parameter find: gives `nil` where there are more than the limit; no words make no pairs.
  mutating func findPairs<Found, Failure: Error>(
    tokenCount: UInt64, _ find: (FrequentWords, _ limit: Int) throws(Failure) -> Found?
  ) throws(Failure) -> Found {
    let limit = PairFormat.mostOccurrences(tokenCount: tokenCount)
    while true {
      if let found = try find(self, limit) { return found }
      precondition(!words.isEmpty, "no words make no pairs")
      halve()
    }
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
