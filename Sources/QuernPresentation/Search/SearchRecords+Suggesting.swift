extension SearchRecords {
  /// `{"type":"completion","text":…,"word":…,"documents":…}`.
  package static func completion(
    _ text: String, word: String, documentCount: Int
  ) -> JSONValue {
    .object([
      .init("type", .string("completion")), .init("text", .string(text)),
      .init("word", .string(word)), .init("documents", .integer(documentCount)),
    ])
  }

  /// `{"type":"summary","key":…,"words":[{"word":…,"weight":…}],"total":…,"microseconds":…}`, after
  /// documents that are like another one.
  package static func summary(
    key: String, words: [(word: String, weight: Float)], total: Int?, microseconds: Int
  ) -> JSONValue {
    let listed = words.map { word, weight in
      JSONValue.object([.init("word", .string(word)), .init("weight", .float(weight))])
    }
    return .object([
      .init("type", .string("summary")), .init("key", .string(key)),
      .init("words", .array(listed)), .init("total", total.map { .integer($0) } ?? .null),
      .init("microseconds", .integer(microseconds)),
    ])
  }
}
