extension Array {
  /// The elements of a span.
  init(_ span: Span<Element>) where Element: BitwiseCopyable {
    self = span.indices.map { span[$0] }
  }
}
