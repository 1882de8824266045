import Quern
import QuernModel
import QuernStorage
import QuernTestSupport

/// A random index of documents with values of every type, and the documents themselves.
struct ValueCorpus {
  /// What a document has, as plain Swift values: what the index is held against.
  struct Article {
    var key: String
    var words: [String] = []

    /// Each as year · 10,000 + month · 100 + day; a month or a year as its first day.
    var dates: [Int] = []
    var numbers: [Double] = []
    var sources: [String] = []
    var flags: [Bool] = []
  }

  var random: SeededGenerator
  private(set) var articles: [String: Article] = [:]
  let directory = MemoryDirectory()
  let index: SearchIndex

  /// Keys in the order of the index.
  private(set) var order: [String] = []

  init(seed: UInt64, documentCount: Int = 260) throws {
    random = SeededGenerator(seed: seed)
    index = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "exact"))
    let writer = try index.writer()
    defer { writer.close() }
    var number = 0
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      var batch = try writer.begin()
      for key in order where Int.random(in: 0..<6, using: &random) == 0 {
        try batch.delete(DocumentKey(key))
        articles[key] = nil
      }
      order.removeAll { articles[$0] == nil }
      for _ in 0..<documentCount {
        number += 1
        // Keys in another order than the documents.
        let key = "k\((number * 7_919) % 10_007)"
        try batch.add(document(key))
        order.append(key)
      }
      _ = try batch.commit()
    }
    if Bool.random(using: &random) { _ = try writer.optimize() }
  }

  private mutating func document(_ key: String) -> Document {
    var article = Article(key: key)
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let most = Int.random(in: 1...30, using: &random)
      article.words.append("w\(Int.random(in: 0..<most, using: &random))")
    }
    var fields = [Document.Field(.text, [article.words.joined(separator: " ")])]
    func add(_ name: String, _ values: [String]) {
      // A misfit now and then.
      let isWrong = Int.random(in: 0..<100, using: &random) == 0
      let values = isWrong ? values + ["?"] : values
      if !values.isEmpty { fields.append(.init(FieldName(name), values)) }
    }
    var texts: [String] = []
    for _ in 0..<count() {
      let (value, text) = date()
      article.dates.append(value)
      texts.append(text)
    }
    add("date", texts)
    for _ in 0..<count() {
      article.numbers.append(Double(Int.random(in: -20..<60, using: &random)) / 2)
    }
    add("words", article.numbers.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" })
    for _ in 0..<count() {
      article.sources.append(
        ["Reuters", "AFP", "dpa", "New York Times", "a", "b"].randomElement(using: &random) ?? "")
    }
    let isWrong = Int.random(in: 0..<100, using: &random) == 0
    if isWrong { article.sources.append("?") }
    if !article.sources.isEmpty { fields.append(.init(FieldName("source"), article.sources)) }
    if Int.random(in: 0..<4, using: &random) > 0 {
      article.flags = [Bool.random(using: &random)]
    }
    add("open", article.flags.map { "\($0)" })
    articles[key] = article
    return Document(key: DocumentKey(key), fields: fields)
  }

  private mutating func count() -> Int { [0, 1, 1, 1, 1, 1, 2].randomElement(using: &random) ?? 1 }

  /// A day, month or year from 2023 to 2025, as a number and as a text.
  mutating func date() -> (Int, String) {
    let (year, month, day) = (
      Int.random(in: 2023...2025, using: &random), Int.random(in: 1...12, using: &random),
      Int.random(in: 1...28, using: &random)
    )
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return (year * 10_000 + 101, "\(year)")
    case 1: return (year * 10_000 + month * 100 + 1, "\(year)-\(two(month))")
    case 2: return (year * 10_000 + month * 100 + day, "\(year)-\(two(month))-\(two(day))T00:00Z")
    default: return (year * 10_000 + month * 100 + day, "\(year)-\(two(month))-\(two(day))")
    }
  }

  /// The first day behind what a date text stands for.
  static func end(of text: String) -> Int {
    let parts = text.split(separator: "T")[0].split(separator: "-").compactMap { Int($0) }
    switch parts.count {
    case 1: return (parts[0] + 1) * 10_000 + 101
    case 2:
      return parts[1] == 12
        ? (parts[0] + 1) * 10_000 + 101 : parts[0] * 10_000 + (parts[1] + 1) * 100 + 1
    default: return parts[0] * 10_000 + parts[1] * 100 + parts[2] + 1
    }
  }
}
