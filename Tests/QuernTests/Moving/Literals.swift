package import QuernModel

// So that the documents of tests are short.

extension FieldName: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}

extension DocumentKey: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}
