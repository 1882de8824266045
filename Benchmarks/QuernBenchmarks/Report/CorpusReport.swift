/// The figures of one corpus.
struct CorpusReport: Codable {
  var corpus: String
  var documents: Int

  /// The bytes of UTF-8 that are searched.
  var textBytes: Int

  /// Facts of the index; absent where no benchmark needed it.
  var terms: Int?
  var tokens: Int?
  var indexBytes: [String: Int]?

  var results: [BenchmarkResult]
}
