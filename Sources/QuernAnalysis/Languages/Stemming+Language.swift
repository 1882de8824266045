extension Stemming {
  /// The code of ISO 639-1 of the language that is stemmed.
  public var languageCode: String {
    switch self {
    case .arabic: "ar"
    case .armenian: "hy"
    case .basque: "eu"
    case .catalan: "ca"
    case .danish: "da"
    case .dutch: "nl"
    case .english, .porter: "en"
    case .finnish: "fi"
    case .french: "fr"
    case .german: "de"
    case .greek: "el"
    case .hindi: "hi"
    case .hungarian: "hu"
    case .indonesian: "id"
    case .irish: "ga"
    case .italian: "it"
    case .lithuanian: "lt"
    case .nepali: "ne"
    case .norwegian: "no"
    case .portuguese: "pt"
    case .romanian: "ro"
    case .russian: "ru"
    case .serbian: "sr"
    case .spanish: "es"
    case .swedish: "sv"
    case .tamil: "ta"
    case .turkish: "tr"
    case .yiddish: "yi"
    }
  }

  /// Codes of three letters (ISO 639-2 and -3), and others that mean the same language.
  private static let aliases: [String: Stemming] = [
    "ara": .arabic, "hye": .armenian, "arm": .armenian, "eus": .basque, "baq": .basque,
    "cat": .catalan, "dan": .danish, "nld": .dutch, "dut": .dutch, "eng": .english,
    "fin": .finnish, "fra": .french, "fre": .french, "deu": .german, "ger": .german,
    "ell": .greek, "gre": .greek, "hin": .hindi, "hun": .hungarian, "ind": .indonesian,
    "in": .indonesian, "gle": .irish, "ita": .italian, "lit": .lithuanian, "nep": .nepali,
    "nor": .norwegian, "nob": .norwegian, "nb": .norwegian, "nn": .norwegian,
    "nno": .norwegian, "por": .portuguese, "ron": .romanian, "rum": .romanian,
    "rus": .russian, "srp": .serbian, "spa": .spanish, "swe": .swedish, "tam": .tamil,
    "tur": .turkish, "yid": .yiddish, "ji": .yiddish,
  ]

  /// The stemmer of a language that a document names: a tag such as `de` or `pt-BR`, a code of three
  /// letters, or the English name; `nil` for a language that has none.
  public init?(language: String) {
    let primary = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    let byCode = Self.allCases.first { $0 != .porter && $0.languageCode == primary }
    let byName = Self.allCases.first { $0 != .porter && $0.rawValue == primary }
    guard let found = byCode ?? byName ?? Self.aliases[primary] else { return nil }
    self = found
  }
}
