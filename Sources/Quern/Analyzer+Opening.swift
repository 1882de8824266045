import QuernAnalysis

extension Analyzer {
  /// The analyzer of a name, or the façade's error.
  static func make(_ name: String) throws(QuernError) -> Analyzer {
    do throws(AnalysisError) { return try Analyzer(named: name) } catch {
      throw QuernError(error)
    }
  }

  /// A session that analyses documents, or the façade's error.
  static func openSession(_ analyzer: Analyzer) throws(QuernError) -> AnalysisSession {
    do throws(AnalysisError) { return try AnalysisSession(analyzer) } catch {
      throw QuernError(error)
    }
  }
}

extension QuernError {
  fileprivate init(_ error: AnalysisError) {
    switch error {
    case .unknownAnalyzer(let name, let known): self = .unknownAnalyzer(name: name, known: known)
    default: self = .storage(message: error.description)
    }
  }
}
