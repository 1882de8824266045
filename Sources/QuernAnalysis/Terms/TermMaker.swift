/// Makes the term of a word: runs its stages, and cuts.
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

  private let stages: [TermStage]
  private let takesShortCuts: Bool
  /// Whether a word of ASCII has the term that it has in small letters.
  let foldsASCII: Bool
  /// Whether a word of ASCII without an apostrophe has itself in small letters as its term.
  let onlyFoldsASCII: Bool
  /// Whether it has the stem of itself in small letters, in English.
  let stemsFoldedASCII: Bool
  private let normalizer: ICUNormalizer?
  /// The stemmers of the stages that stem, in their order.
  private let stemmers: [SnowballStemmer]

  /// - Parameter takesShortCuts: whether words of ASCII go a shorter way to the same term; false
  ///   only where a test compares both.
  /// - Throws: ``AnalysisError``.
  package init(stages: [TermStage], takesShortCuts: Bool = true) throws(AnalysisError) {
    self.stages = stages
    self.takesShortCuts = takesShortCuts
    foldsASCII = stages.first == .caseFolded
    let others = stages.dropFirst().filter { $0 != .lettersFolded && $0 != .apostrophesFolded }
    onlyFoldsASCII = foldsASCII && others.isEmpty
    stemsFoldedASCII =
      foldsASCII && others == [.stemmed(.english)] && stages.last == .stemmed(.english)
    normalizer = stages.isEmpty ? nil : try ICUNormalizer()
    var stemmers: [SnowballStemmer] = []
    for stage in stages {
      if case .stemmed(let stemming) = stage { stemmers.append(try stemming.makeStemmer()) }
    }
    self.stemmers = stemmers
  }

  /// Replaces `term` with the term of `word`; empty for a word of nothing but marks.
  package func make(_ term: inout [UInt8], of word: Span<UInt8>) {
    make(&term, of: word) { _ in }
  }

  /// The same, and hands over what each stage made, up to the one that left nothing.
  package func make(
    _ term: inout [UInt8], of word: Span<UInt8>, afterEachStage report: ([UInt8]) -> Void
  ) {
    term.removeAll(keepingCapacity: true)
    let word = word.extracting(first: Self.cut(word, at: Self.longestWord))
    var bits: UInt8 = 0
    term.append(addingCapacity: word.count) { copy in
      for index in word.indices {
        copy.append(word[index])
        bits |= word[index]
      }
    }
    var isASCII = bits < 0x80 && takesShortCuts
    var stemmed = 0
    for stage in stages where !term.isEmpty {
      if case .stemmed = stage {
        // Stemming takes time that may grow faster than the word.
        Self.shorten(&term)
        if isASCII && stage == .stemmed(.english) {
          EnglishStemmer.stem(&term)
        } else {
          stemmers[stemmed].stem(&term)
          // The Turkish one writes ç for a c at the end.
          isASCII = isASCII && term.allSatisfy { $0 < 0x80 }
        }
        stemmed += 1
      } else if isASCII && (stage != .turkishCaseFolded || !term.contains(Self.capitalI)) {
        Self.applyToASCII(stage, &term)
      } else if let normalizer {
        isASCII = false
        Self.apply(stage, &term, normalizer)
      }
      report(term)
    }
    Self.shorten(&term)
  }

  /// The only letter of ASCII that is not so in Turkish when it is made small.
  private static let capitalI = UInt8(ascii: "I")

  /// A stage other than a stemmer, for a word of any script.
  package static func apply(_ stage: TermStage, _ term: inout [UInt8], _ normalizer: ICUNormalizer)
  {
    switch stage {
    case .composed: normalizer.normalize(&term, to: .composed)
    case .turkishCaseFolded:
      normalizer.normalize(&term, to: .composed)
      LetterReplacing.turkishCase(&term)
    case .caseFolded: normalizer.normalize(&term, to: .compatibilityCaseFolded)
    case .apostrophesFolded: term = LetterFolding.foldApostrophes(term)
    case .cliticsDropped(let clitics): clitics.drop(from: &term)
    case .romanianCedillas: LetterReplacing.romanianCedillas(&term)
    case .lettersFolded:
      normalizer.normalize(&term, to: .decomposed)
      term = LetterFolding.fold(term)
      normalizer.normalize(&term, to: .composed)
    case .stemmed: break
    }
  }

  /// What ``apply(_:_:_:)`` does to ASCII, where letters have no marks and one way of writing them.
  private static func applyToASCII(_ stage: TermStage, _ term: inout [UInt8]) {
    switch stage {
    case .caseFolded: lowercase(&term)
    case .apostrophesFolded, .lettersFolded: LetterFolding.trimApostrophes(&term)
    case .cliticsDropped(let clitics): clitics.drop(from: &term)
    case .composed, .romanianCedillas, .turkishCaseFolded, .stemmed: break
    }
  }

  private static func lowercase(_ term: inout [UInt8]) {
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
