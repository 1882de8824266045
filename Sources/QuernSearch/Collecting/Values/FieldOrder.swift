package import QuernModel

/// By which values documents are ordered.
package struct FieldOrder: Sendable, Hashable {
  package var field: FieldName
  package var isDescending: Bool

  package init(field: FieldName, isDescending: Bool = false) {
    self.field = field
    self.isDescending = isDescending
  }
}
