extension TermStage {
  /// The name of the stage, as it is written in code: `caseFolded`, `stemmed(english)`.
  public var name: String {
    switch self {
    case .composed: "composed"
    case .turkishCaseFolded: "turkishCaseFolded"
    case .caseFolded: "caseFolded"
    case .apostrophesFolded: "apostrophesFolded"
    case .cliticsDropped(let clitics): "cliticsDropped(\(clitics))"
    case .romanianCedillas: "romanianCedillas"
    case .lettersFolded: "lettersFolded"
    case .stemmed(let stemming): "stemmed(\(stemming.rawValue))"
    }
  }
}
