import Quern
import QuernModel
import QuernTestSupport
import Testing

/// Sorted lists, pages, facets and collapsed lists are what a plain look at the documents gives.
struct SortTests {
  private typealias Article = ValueCorpus.Article

  /// A value by which articles are ordered: numbers, or texts by their bytes.
  private enum Value: Hashable {
    case number(Double)
    case text(String)

    func precedes(_ other: Value) -> Bool {
      switch (self, other) {
      case (.number(let left), .number(let right)): left < right
      case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
      default: false
      }
    }
  }

  private static let fields = ["date", "words", "source", "open"]

  private func values(_ field: String, _ article: Article) -> [Value] {
    let values: [Value] =
      switch field {
      case "date": article.dates.map { .number(Double($0)) }
      case "words": article.numbers.map { .number($0) }
      case "source": article.sources.map { .text($0) }
      default: article.flags.map { .number($0 ? 1 : 0) }
      }
    return Set(values).sorted { $0.precedes($1) }
  }

  private func sorted(
    _ keys: [String], by field: String, descending: Bool, _ corpus: ValueCorpus
  ) -> [String] {
    func value(_ key: String) -> Value? {
      guard let article = corpus.articles[key] else { return nil }
      let values = values(field, article)
      return descending ? values.last : values.first
    }
    return keys.sorted { left, right in
      let (first, second) = (value(left), value(right))
      if first == second { return left.utf8.lexicographicallyPrecedes(right.utf8) }
      guard let first, let second else { return first != nil }
      return descending ? second.precedes(first) : first.precedes(second)
    }
  }

  private func keys(_ result: SearchResult) -> [String] {
    result.hits.map(\.document.key.rawValue)
  }

  @Test(arguments: 100..<102 as Range<UInt64>)
  func `hits are sorted by every field`(seed: UInt64) throws {
    var corpus = try ValueCorpus(seed: seed)
    let snapshot = corpus.index.snapshot
    for number in 0..<5 {
      let query = number == 0 ? "*" : corpus.wordQuery()
      let all = try snapshot.search(query, options: SearchOptions(limit: 2_000))
      let scores = Dictionary(
        uniqueKeysWithValues: all.hits.map { ($0.document.key.rawValue, $0.score) })
      for field in Self.fields {
        let isDescending = Bool.random(using: &corpus.random)
        let expected = sorted(keys(all), by: field, descending: isDescending, corpus)
        let (offset, limit) = (
          Int.random(in: 0...5, using: &corpus.random),
          Int.random(in: 1...40, using: &corpus.random)
        )
        let found = try snapshot.search(
          query,
          options: SearchOptions(
            limit: limit, offset: offset,
            sort: .field(FieldName(field), descending: isDescending)))
        let place = Comment("seed \(seed): \(query) by \(field), descending \(isDescending)")
        #expect(keys(found) == Array(expected.dropFirst(offset).prefix(limit)), place)
        #expect(found.total == all.total, place)
        for hit in found.hits { #expect(hit.score == scores[hit.document.key.rawValue], place) }
      }
    }
  }

  @Test(arguments: 110..<(ConditionTests.isSlow ? 140 : 112) as Range<UInt64>)
  func `pages one after another are the list`(seed: UInt64) throws {
    var corpus = try ValueCorpus(seed: seed, documentCount: 130)
    let snapshot = corpus.index.snapshot
    for number in 0..<2 {
      let query = number == 0 ? "*" : corpus.wordQuery()
      let orders: [SortOrder] =
        [.score] + Self.fields.map { .field(FieldName($0), descending: number % 2 == 0) }
      for order in orders {
        for collapse in [nil, FieldName("source"), FieldName("words")] {
          var options = SearchOptions(limit: 2_000, sort: order, collapse: collapse)
          let all = try snapshot.search(query, options: options)
          options.limit = [40, 90].randomElement(using: &corpus.random) ?? 40
          var pages: [Hit] = []
          repeat {
            let page = try snapshot.search(query, options: options)
            pages += page.hits
            options.after = try page.next.map { try #require(SearchCursor($0.description)) }
          } while options.after != nil
          let place = Comment("seed \(seed): \(query), \(order), \(collapse?.rawValue ?? "")")
          #expect(pages.map(\.document.key) == all.hits.map(\.document.key), place)
          #expect(pages.map(\.score) == all.hits.map(\.score), place)
          #expect(pages.map(\.rank) == Array(1..<all.hits.count + 1), place)
        }
      }
    }
  }

  @Test(arguments: 120..<122 as Range<UInt64>)
  func `of each value the first hit is kept, and the others are counted`(seed: UInt64) throws {
    var corpus = try ValueCorpus(seed: seed)
    let snapshot = corpus.index.snapshot
    for _ in 0..<8 {
      let query = corpus.wordQuery()
      for field in Self.fields {
        let order: SortOrder =
          Bool.random(using: &corpus.random) ? .score : .field(FieldName("words"))
        var options = SearchOptions(limit: 2_000, sort: order)
        let all = keys(try snapshot.search(query, options: options))
        var counts: [Value: Int] = [:]
        var expected: [(key: String, value: Value?)] = []
        for key in all {
          let value = corpus.articles[key].flatMap { values(field, $0).first }
          if let value {
            counts[value, default: 0] += 1
            if counts[value] == 1 { expected.append((key, value)) }
          } else {
            expected.append((key, nil))
          }
        }
        options.collapse = FieldName(field)
        options.limit = 15
        let found = try snapshot.search(query, options: options)
        let place = Comment("seed \(seed): \(query), \(field)")
        #expect(keys(found) == expected.prefix(15).map(\.key), place)
        #expect(
          found.hits.map(\.collapsedCount)
            == expected.prefix(15).map { $0.value.map { (counts[$0] ?? 0) - 1 } ?? 0 }, place)
        #expect(found.total == all.count, place)
      }
    }
  }

  @Test(arguments: 130..<132 as Range<UInt64>)
  func `facets count every hit`(seed: UInt64) throws {
    var corpus = try ValueCorpus(seed: seed)
    let snapshot = corpus.index.snapshot
    for number in 0..<8 {
      let query = number == 0 ? "*" : "\(corpus.wordQuery()) words:>0"
      let facets = [
        Facet(FieldName("source"), limit: 3), Facet(FieldName("open")),
        Facet(FieldName("words"), limit: 1_000),
        Facet(FieldName("date"), by: .month), Facet(FieldName("date"), by: .year),
        Facet(FieldName("date"), by: .day),
      ]
      let all = try snapshot.search(query, options: SearchOptions(limit: 2_000, facets: facets))
      let articles = all.hits.compactMap { corpus.articles[$0.document.key.rawValue] }
      let none = try snapshot.search(query, options: SearchOptions(limit: 0, facets: facets))
      #expect(none.facets == all.facets)
      for result in all.facets {
        let expected = self.expected(result.facet, articles)
        let place = Comment("seed \(seed): \(query), \(result.facet)")
        let found = result.buckets.map { "\($0.value): \($0.count)" }
        let limit = result.facet.interval == nil ? result.facet.limit : Int.max
        #expect(found == Array(expected.buckets.prefix(limit)), place)
        #expect(result.distinctCount == expected.buckets.count, place)
        #expect(result.missingCount == expected.missing, place)
      }
    }
  }

  private func expected(
    _ facet: Facet, _ articles: [Article]
  ) -> (buckets: [String], missing: Int) {
    var counts: [String: Int] = [:]
    var missing = 0
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    for article in articles {
      var labels: Set<String> = []
      switch facet.field.rawValue {
      case "source": labels = Set(article.sources)
      case "open": labels = Set(article.flags.map { "\($0)" })
      case "words":
        labels = Set(article.numbers.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" })
      default:
        for date in article.dates {
          let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
          labels.insert(
            facet.interval == .year
              ? "\(year)"
              : facet.interval == .month
                ? "\(year)-\(two(month))" : "\(year)-\(two(month))-\(two(day))")
        }
      }
      if labels.isEmpty { missing += 1 }
      for label in labels { counts[label, default: 0] += 1 }
    }
    let order = counts.sorted { left, right in
      if facet.interval != nil { return left.key < right.key }
      if left.value != right.value { return left.value > right.value }
      if facet.field.rawValue == "words" {
        return Double(left.key) ?? 0 < Double(right.key) ?? 0
      }
      return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    return (order.map { "\($0.key): \($0.value)" }, missing)
  }

  @Test func `a list goes on after a commit`() throws {
    var corpus = try ValueCorpus(seed: 140)
    _ = corpus.wordQuery()
    let index = corpus.index
    for sort in [SortOrder.score, .field(FieldName("date"))] {
      var options = SearchOptions(limit: 5, sort: sort)
      let first = try index.snapshot.search("w1 w2", options: options)
      let second = try index.snapshot.search(
        "w1 w2", options: SearchOptions(limit: 10, sort: sort))
      let writer = try index.writer()
      var batch = try writer.begin()
      try batch.add(
        Document(key: DocumentKey("unrelated"), fields: [.init(.title, ["nothing of it"])]))
      _ = try batch.commit()
      _ = try writer.optimize()
      writer.close()
      options.after = first.next
      let next = try index.snapshot.search("w1 w2", options: options)
      #expect(keys(next) == Array(keys(second).suffix(5)))
      #expect(next.hits.first?.rank == 6)
    }
  }

  @Test func `what cannot be sorted, counted or continued is an error`() throws {
    let snapshot = try ValueCorpus(seed: 141).index.snapshot
    func message(_ options: SearchOptions) -> String {
      do {
        _ = try snapshot.search("w1", options: options)
        return ""
      } catch { return "\(error)" }
    }
    #expect(
      message(SearchOptions(sort: .field(FieldName("text")))).contains(
        "sort is text, a field of type text"))
    #expect(message(SearchOptions(facets: [Facet(FieldName("sorce"))])).contains("such as source"))
    #expect(
      message(SearchOptions(facets: [Facet(FieldName("words"), by: .day)])).contains(
        "a field of dates"))
    #expect(message(SearchOptions(collapse: .text)).contains("collapse"))
    let next = try snapshot.search("w1", options: SearchOptions(limit: 1)).next
    #expect(
      message(SearchOptions(sort: .field(FieldName("date")), after: next)).contains(
        "of another order"))
    for text in ["", "abc", "!", "AAAA", String(repeating: "A", count: 100)] {
      #expect(SearchCursor(text) == nil)
    }
    let sound = try #require(next?.description)
    for place in sound.indices {
      var damaged = sound
      damaged.replaceSubrange(place...place, with: sound[place] == "A" ? "B" : "A")
      #expect(SearchCursor(damaged) == nil || SearchCursor(damaged) == next)
    }
  }
}
