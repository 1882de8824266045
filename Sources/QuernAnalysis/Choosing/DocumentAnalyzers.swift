public import QuernModel

/// The analyzers of one document's fields.
public struct DocumentAnalyzers: Sendable {
  /// The analyzer of every field that has none of its own.
  public let main: Analyzer

  private let own: [FieldName: Analyzer]

  init(main: Analyzer, own: [FieldName: Analyzer]) {
    self.main = main
    self.own = own
  }

  /// The analyzer of a field.
  public subscript(field: FieldName) -> Analyzer {
    own.isEmpty ? main : own[field] ?? main
  }
}
