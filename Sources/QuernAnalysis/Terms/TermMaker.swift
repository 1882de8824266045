/// Makes the term of a word: normalises, folds, stems, cuts.
///
/// Belongs to one task.
package struct TermMaker {
  /// The longest term in bytes.
  ///
  /// A longer one is cut at the end of a character.
  package static let longestTerm = 1_024

  /// How many bytes of a word are normalised; what follows is passed over.
  ///
  /// Putting combining marks in order takes time that grows with the square of their number: a
  /// word of a million marks must not hold up everybody else.
  package static let longestWord = 4_096

  private let normalizer: ICUNormalizer?
  private let stemmer: SnowballStemmer?

  /// - Throws: ``AnalysisError``.
  package init(folding: Folding, stemming: Stemming?) throws(AnalysisError) {
    normalizer =
      switch folding {
      case .none: nil
      case .caseAndAccents: try ICUNormalizer()
      }
    stemmer = try stemming?.makeStemmer()
  }

  /// Replaces `term` with the term of `word`; empty for a word of nothing but marks.
  package func make(_ term: inout [UInt8], of word: Span<UInt8>) {
    term.removeAll(keepingCapacity: true)
    let word = word.extracting(first: Self.cut(word, at: Self.longestWord))
    var isASCII: UInt8 = 0
    for index in word.indices {
      term.append(word[index])
      isASCII |= word[index]
    }
    if let normalizer {
      if isASCII < 0x80 { Self.lowercase(&term) } else { Self.fold(&term, normalizer) }
    }
    Self.shorten(&term)
    guard let stemmer, !term.isEmpty else { return }
    stemmer.stem(&term)
    Self.shorten(&term)
  }

  /// NFKC_Casefold and ``LetterFolding`` for a word of any script.
  package static func fold(_ term: inout [UInt8], _ normalizer: ICUNormalizer) {
    normalizer.normalize(&term, to: .compatibilityCaseFolded)
    normalizer.normalize(&term, to: .decomposed)
    term = LetterFolding.fold(term)
    normalizer.normalize(&term, to: .composed)
  }

  /// What ``fold(_:_:)`` does to ASCII, where no word begins or ends with an apostrophe.
  package static func lowercase(_ term: inout [UInt8]) {
    for index in term.indices where (0x41...0x5A).contains(term[index]) { term[index] |= 0x20 }
  }

  private static func shorten(_ term: inout [UInt8]) {
    guard term.count > longestTerm else { return }
    term.removeLast(term.count - cut(term.span, at: longestTerm))
  }

  /// The end of the last character that ends at or before `limit`.
  package static func cut(_ bytes: Span<UInt8>, at limit: Int) -> Int {
    guard bytes.count > limit else { return bytes.count }
    var end = limit
    while end > 0 && bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
