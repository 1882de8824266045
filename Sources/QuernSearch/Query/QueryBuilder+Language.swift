import QuernAnalysis
import QuernModel

extension QueryBuilder {
  /// What all queries to an index have in common.
  final class Language: Sendable {
    let fields: Set<FieldName>
    let ownFields: [FieldName]
    let typeOf: Types
    let normalize: Normalization
    let analyze: Analysis

    init(
      fields: Set<FieldName>, ownFields: [FieldName], typeOf: @escaping Types,
      normalize: @escaping Normalization, analyze: @escaping Analysis
    ) {
      self.fields = fields
      self.ownFields = ownFields
      self.typeOf = typeOf
      self.normalize = normalize
      self.analyze = analyze
    }
  }
}
