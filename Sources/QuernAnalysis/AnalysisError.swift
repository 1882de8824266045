/// What can go wrong when an analysis is set up.
///
/// No text makes a running one fail.
public enum AnalysisError: Error, Sendable, Hashable {
  /// A name that no analyzer has.
  case unknownAnalyzer(name: String, known: [String])

  /// ICU refused a call; `code` is its `UErrorCode`.
  case icu(call: String, code: Int32)

  /// libstemmer has no stemmer of this name, or no memory for it.
  case stemmer(algorithm: String)
}

extension AnalysisError: CustomStringConvertible {
  /// The error in words: what, and what to do.
  public var description: String {
    switch self {
    case .unknownAnalyzer(let name, let known):
      "no analyzer is called '\(name)'; there are \(known.joined(separator: ", "))"
    case .icu(let call, let code):
      "ICU failed to \(call) (UErrorCode \(code)); is its data installed whole?"
    case .stemmer(let algorithm):
      "libstemmer gave no stemmer '\(algorithm)'; is it installed whole?"
    }
  }
}
