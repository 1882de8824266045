import Quern
import QuernModel
import QuernStorage

/// Does with an index what can be done; errors are right answers, malformed answers are not.
enum IndexExercise {
  private static let queries = [
    "breakthrough", "+breakthrough +tea", "+breakthrough +tea -w3",
    "\"breakthrough w1\" title:talks w2",
    "breakthrough date:2025-02..2025-05 -words:<7", "source:=AFP OR words:12", "+tea +source:*",
    "(brea* AND tea~1) OR \"w1 breakthrough\"~3 NEAR(w1 w2, 4)", "/w.+/ -title:* [a TO c]",
  ]

  static func run(_ directory: MemoryDirectory) {
    _ = SearchIndex.check(in: directory)
    guard let index = try? SearchIndex.open(in: directory) else { return }
    for query in queries {
      ask(index.snapshot, query)
      list(index.snapshot, query)
    }
    for key in ["d0", "d5"] { _ = try? index.snapshot.document(for: DocumentKey(key)) }
    _ = try? index.snapshot.knownDocuments()
    _ = try? index.snapshot.statistics()
    _ = try? index.snapshot.fieldSummaries()
    _ = try? index.snapshot.checkDeeply()
    do throws(QuernError) {
      let writer = try index.writer()
      defer { writer.close() }
      var batch = try writer.begin()
      try batch.delete(DocumentKey("d1"))
      try batch.add(Document(key: DocumentKey("d5"), fields: [.init(.text, ["new words"])]))
      _ = try batch.commit()
      _ = try writer.optimize()
    } catch {}
  }

  /// Sorts, pages, counts and collapses.
  static func list(_ snapshot: Snapshot, _ query: String) {
    var options = SearchOptions(
      limit: 3, facets: [Facet(FieldName("source")), Facet(.date, by: .month)])
    for sort in [SortOrder.score, .field(.date, descending: true), .field(FieldName("source"))] {
      options.sort = sort
      for collapse in [nil, FieldName("words")] {
        options.collapse = collapse
        options.after = nil
        for _ in 0..<3 {
          guard let result = try? snapshot.search(query, options: options) else { break }
          precondition(result.hits.count <= options.limit)
          for facet in result.facets {
            precondition(facet.buckets.allSatisfy { $0.count > 0 })
            precondition(facet.missingCount <= result.total ?? 0)
          }
          guard let next = result.next else { break }
          precondition(SearchCursor(next.description) == next)
          options.after = next
        }
      }
    }
  }

  static func ask(_ snapshot: Snapshot, _ query: String) {
    if let expression = try? snapshot.expression(of: query) {
      let printed = expression.description
      // A boundary of the longest text may be crossed by what has to be escaped.
      if printed.utf8.count <= 8_192 {
        precondition((try? snapshot.expression(of: printed)) == expression, printed)
      }
    }
    if let marks = try? snapshot.highlights(of: DocumentKey("d1"), query: query),
      let document = try? snapshot.document(for: DocumentKey("d1"))
    {
      for (field, values) in zip(document.fields, marks) {
        for (value, ranges) in zip(field.values, values.marks) {
          precondition(ranges.allSatisfy { $0.upperBound <= value.utf8.count })
        }
      }
    }
    for explains in [false, true] {
      let options = SearchOptions(
        limit: explains ? 3 : 100, snippetLength: explains ? 60 : nil, explains: explains)
      guard let result = try? snapshot.search(query, options: options) else { continue }
      precondition(result.hits.count <= options.limit)
      precondition((result.total ?? -1) >= result.hits.count)
      precondition(result.hits.allSatisfy { $0.score.isFinite && $0.score >= 0 })
      for (left, right) in zip(result.hits, result.hits.dropFirst()) {
        precondition(left.score >= right.score)
      }
      for hit in result.hits {
        guard let snippet = hit.snippet else { continue }
        let byteCount = snippet.text.utf8.count
        precondition(snippet.matches.allSatisfy { $0.upperBound <= byteCount })
      }
    }
  }
}
