import Foundation
import QuernModel
import QuernSearch
import Testing

/// Queries with what they are read as, whether a strict reader takes them, and what they find.
///
/// The cases are in `Golden/queries.tsv`, the documents in `Golden/documents.tsv`. Where the language
/// changes, `QUERN_WRITE_GOLDEN=1 swift test --filter GoldenTests` writes the cases anew: the
/// difference is then to be read line by line.
struct GoldenTests {
  struct Case: CustomTestStringConvertible {
    var query: String
    var reading: String
    var strict: String
    var hits: String
    var comment: String

    var testDescription: String { "\(query): \(comment)" }

    var line: String { [query, reading, strict, hits, comment].joined(separator: "\t") }
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Golden")

  private static func lines(_ name: String) -> [String] {
    let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").dropFirst().map { String($0) }
  }

  private static func columns(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
  }

  static let cases: [Case] = lines("queries.tsv").filter { !$0.hasPrefix("# ") }.map { line in
    let cells = columns(line) + Array(repeating: "", count: 5)
    return Case(
      query: cells[0], reading: cells[1], strict: cells[2], hits: cells[3], comment: cells[4])
  }

  private static let documents = lines("documents.tsv").map(columns)

  private static let searcher: Searcher? = {
    var corpus = try? IndexedCorpus()
    try? corpus?.commit(
      documents.map { cells in
        var fields: [FieldName: [[String]]] = [:]
        for (field, text) in [(FieldName.title, cells[1]), (.text, cells[2])] where !text.isEmpty {
          fields[field] = [plainTokens(text).map(\.termText)]
        }
        return NaiveDocument(fields: fields)
      })
    return try? corpus?.searcher
  }()

  @Test func `there are enough cases, each with a comment`() {
    #expect(Self.cases.count >= 150)
    #expect(Self.cases.allSatisfy { !$0.comment.isEmpty })
    #expect(Set(Self.cases.map(\.query)).count == Self.cases.count)
  }

  @Test(arguments: cases)
  func `a query is read, and finds, what it says`(golden: Case) throws {
    #expect(try Self.outcome(of: golden) == golden)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["QUERN_WRITE_GOLDEN"] != nil))
  func `the cases are written anew`() throws {
    var cases = try Self.cases.map { try Self.outcome(of: $0).line }[...]
    let all = Self.lines("queries.tsv").map { line in
      line.hasPrefix("# ") ? line : cases.popFirst() ?? ""
    }
    let text = (["query\treading\tstrict\thits\tcomment"] + all).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: Self.folder.appending(path: "queries.tsv"))
  }

  private static func outcome(of golden: Case) throws -> Case {
    var found = golden
    let fields: Set<FieldName> = [.title, .text]
    let parser = QueryParser(fields: fields, analyze: plainWords)
    let strict = QueryParser(fields: fields, isStrict: true, analyze: plainWords)
    found.strict = (try? strict.parse(golden.query)) == nil ? "no" : "yes"
    do {
      found.reading = try parser.expression(of: golden.query).description
      let searcher = try #require(searcher)
      let hits = try searcher.search(try parser.parse(golden.query)).hits
      found.hits = hits.map { documents[Int($0.document.rawValue)][0] }.joined(separator: " ")
    } catch let error as QueryError {
      (found.reading, found.hits) = ("! \(error)", "")
    } catch let error as SearchError {
      found.hits = "! \(error)"
    }
    return found
  }
}

extension GoldenTests.Case: Equatable {}
