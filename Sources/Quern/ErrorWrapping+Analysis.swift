import QuernAnalysis

/// Runs a step of the analysis and gives its error as a ``QuernError``.
func analyzing<Value>(_ step: () throws(AnalysisError) -> Value) throws(QuernError) -> Value {
  do { return try step() } catch { throw QuernError(error) }
}

extension QuernError {
  init(_ error: AnalysisError) {
    switch error {
    case .unknownAnalyzer(let name, let known): self = .unknownAnalyzer(name: name, known: known)
    default: self = .storage(message: error.description)
    }
  }
}
