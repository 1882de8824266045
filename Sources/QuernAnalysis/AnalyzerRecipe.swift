/// What an analyzer is made of.
struct AnalyzerRecipe {
  let version: UInt32
  let wordBreaking: WordBreaking
  let stages: [TermStage]

  /// The recipes that belong to no language.
  private static let general: [String: AnalyzerRecipe] = [
    "standard": AnalyzerRecipe(1, .unicode, [.caseFolded, .lettersFolded]),
    "bigram": AnalyzerRecipe(1, .bigrams, [.caseFolded, .lettersFolded]),
    "exact": AnalyzerRecipe(1, .unicode, [.composed]),
    // Six tones and more vowels than Latin has are all in the marks: without them đội, đôi and đói
    // are one word, and MRR@10 on xquad-vi falls by 4 points.
    "vietnamese": AnalyzerRecipe(1, .unicode, [.caseFolded, .apostrophesFolded]),
    "whitespace": AnalyzerRecipe(1, .whiteSpace, []),
  ]

  /// The names of all analyzers, in alphabetical order.
  static let names = (general.keys + Stemming.allCases.map(\.rawValue)).sorted()

  private init(_ version: UInt32, _ wordBreaking: WordBreaking, _ stages: [TermStage]) {
    self.version = version
    self.wordBreaking = wordBreaking
    self.stages = stages
  }

  init?(named name: String) {
    if let recipe = Self.general[name] {
      self = recipe
    } else if let stemming = Stemming(rawValue: name) {
      self.init(1, .unicode, Self.stages(of: stemming))
    } else {
      return nil
    }
  }

  /// The way of a word in a language.
  ///
  /// A stemmer looks for endings as its language writes them: `-ción`, `-ött`, `-ış`. Where those
  /// have accents, strokes or points that folding drops, the stemmer must come first, and its stem
  /// is folded. On Snowball's word lists folding first keeps apart 3 … 16 % more stems in Catalan,
  /// French, Hungarian, Lithuanian, Portuguese, Romanian, Spanish and Turkish; it makes hardly a
  /// difference in Dutch, German and Yiddish.
  ///
  /// Folding comes first where it leaves the alphabet alone but drops what the stemmer does not
  /// know: stress marks in Russian, all signs of recitation in Arabic, accents of foreign names.
  private static func stages(of stemming: Stemming) -> [TermStage] {
    let stem = TermStage.stemmed(stemming)
    return switch stemming {
    case .arabic, .armenian, .english, .hindi, .indonesian, .nepali, .porter, .russian, .tamil:
      [.caseFolded, .lettersFolded, stem]
    case .catalan: elided(.catalan) + [stem, .lettersFolded]
    case .french: elided(.french) + [stem, .lettersFolded]
    case .italian: elided(.italian) + [stem, .lettersFolded]
    case .romanian: [.caseFolded, .apostrophesFolded, .romanianCedillas, stem, .lettersFolded]
    case .turkish: [.turkishCaseFolded] + elided(.turkish) + [stem, .lettersFolded]
    case .basque, .danish, .dutch, .finnish, .german, .greek, .hungarian, .irish, .lithuanian,
      .norwegian, .portuguese, .serbian, .spanish, .swedish, .yiddish:
      [.caseFolded, .apostrophesFolded, stem, .lettersFolded]
    }
  }

  private static func elided(_ clitics: Clitics) -> [TermStage] {
    [.caseFolded, .apostrophesFolded, .cliticsDropped(clitics)]
  }
}
