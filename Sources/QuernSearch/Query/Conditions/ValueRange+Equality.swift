import QuernModel

extension ValueRange {
  /// The values that are equal to what a text is as a value of a type: to a month those in it; `nil`
  /// where it is none, so that it is a word.
  ///
  /// - Throws: ``QueryError/noSuchDate(text:offset:)`` for what looks like a date and is none.
  init?(_ text: String, equalAs type: FieldType, offset: Int) throws(QueryError) {
    guard type == .date || type == .number || type == .flag else { return nil }
    guard let bound = ValueBound(text) else {
      if type == .date { throw .noSuchDate(text: text, offset: offset) }
      return nil
    }
    let isValue =
      switch type {
      case .date: bound.date != nil
      case .number: bound.number != nil
      default: ["true", "false"].contains(text.lowercased())
      }
    guard isValue else { return nil }
    self.init(bound, bound)
  }
}

extension QueryExpression {
  /// Makes a word in a field of dates, numbers or flags a comparison.
  mutating func compareValue(as typeOf: QueryBuilder.Types) throws(QueryError) {
    guard case .text(let text) = kind, let type = field.flatMap(typeOf),
      let range = try ValueRange(text, equalAs: type, offset: place.range.lowerBound)
    else { return }
    kind = .values(range)
  }
}
