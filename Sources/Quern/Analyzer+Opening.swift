import QuernAnalysis
import QuernModel

extension Analyzer {
  /// The analyzer of a name, or the façade's error.
  static func make(_ name: String) throws(QuernError) -> Analyzer {
    do throws(AnalysisError) { return try Analyzer(named: name) } catch {
      throw QuernError(error)
    }
  }

  /// Adds the words of a text to a batch, or throws the façade's error.
  func append(
    _ text: String, to batch: inout TokenBatch, in session: AnalysisSession
  ) throws(QuernError) {
    do throws(AnalysisError) { try session.append(text, with: self, to: &batch) } catch {
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
