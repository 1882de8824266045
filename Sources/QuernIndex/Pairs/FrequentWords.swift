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

  /// Words that are frequent in another field, and in how many documents of this one they must be.
  private let others: Set<[UInt8]>
  private let longestOther: Int
  private var leastOther: UInt32 = 1

  /// - Parameter others: words of a longer field, which are taken in even if they are rare.
  init(documentCount: Int, others: Set<[UInt8]> = []) {
    self.others = others
    longestOther = others.map(\.count).max() ?? 0
    least = max(
      PairFormat.leastDocumentFrequency, UInt32(clamping: documentCount) / PairFormat.leastShare)
  }

  /// Whether a word is frequent as far as is known.
  func mayTake(_ term: ArraySlice<UInt8>, _ entry: TermEntry) -> Bool {
    guard term.count <= PairFormat.maximumWordLength else { return false }
    if entry.documentFrequency >= least { return true }
    return entry.documentFrequency >= leastOther && term.count <= longestOther
      && others.contains(Array(term))
  }

  /// Those that are in fewer documents than ``least``.
  var rareWords: [[UInt8]] {
    words.filter { $0.entry.documentFrequency < least }.map(\.term)
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
  /// Which words are left follows from what stands in the field and from the words of the longer one: it is the
  /// same whoever finds them.
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

  /// Keeps the more frequent half; first of all those of another field go.
  ///
  /// So the words that are left, and ``least``, do not depend on which others there were.
  mutating func halve() {
    if let most = words.map(\.entry.documentFrequency).filter({ $0 < least }).max() {
      leastOther = most + 1
      return words.removeAll { $0.entry.documentFrequency < least }
    }
    let count = words.count / 2
    while words.count > count { raise() }
  }

  /// Leaves the rarest words out.
  private mutating func raise() {
    guard let rarest = words.map(\.entry.documentFrequency).min() else { return }
    leastOther = rarest + 1
    least = max(least, leastOther)
    words.removeAll { $0.entry.documentFrequency <= rarest }
  }
}
