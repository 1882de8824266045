import QuernAnalysis
import QuernModel

extension TokenBatch {
  /// Adds the tokens of a document's indexed fields.
  ///
  /// - Throws: ``AnalysisError``.
  mutating func append(
    _ document: Document, _ analyzers: DocumentAnalyzers, _ session: AnalysisSession
  ) throws(AnalysisError) {
    for field in document.fields where field.isIndexed {
      beginField(field.name)
      for value in field.values {
        try session.append(value, with: analyzers[field.name], to: &self)
        endValue()
      }
    }
  }
}
