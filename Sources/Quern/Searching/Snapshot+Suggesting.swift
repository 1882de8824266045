import QuernAnalysis
import QuernIndex
import QuernModel
public import QuernSearch

extension Snapshot {
  /// How a text that a user types may go on: its last word completed by words of the index, those in
  /// the most documents first.
  ///
  /// The last word is what letters stand at the end of the text; after a blank there is none, and
  /// nothing is found. What stands before it is read as a query; words that occur in documents with
  /// all of it come first, and only those. After `title:` words of that field are found.
  ///
  /// Words are shown as documents write them, but for stop words where queries leave these out. Where the analysis stems, one word is shown of those
  /// with the same stem, the most frequent that begins as typed: the others would find the same.
  /// Which one that is, twelve documents of the word tell, whose stored text is read.
  ///
  /// ```swift
  /// try snapshot.completions(of: "peskov bre").map(\.text)  // ["peskov breakthrough"]
  /// ```
  ///
  /// - Parameters:
  ///   - limit: how many are wanted; up to 100.
  ///   - options: the fields that are searched by default.
  /// - Returns: fewer than `limit` where there are no more. A document counts that has the word and is
  ///   not deleted.
  /// - Throws: ``QuernError/query(message:offset:)`` for a text above 8,192 bytes,
  ///   ``QuernError/options(message:)`` for options outside their ranges, ``QuernError``.
  /// - Complexity: Linear in the words with the prefix, up to some millions; of the 1,024 most frequent
  ///   those are completed that come first.
  public func completions(
    of text: String, limit: Int = 10, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> [Completion] {
    guard text.utf8.count <= Query.maximumByteCount else {
      throw QuernError(.query(.tooLong(byteCount: text.utf8.count)))
    }
    let words = analysis.query(for: nil).words(of: text)
    guard let last = words.last, last.range.upperBound == text.utf8.count else { return [] }
    let bytes = Array(text.utf8)
    let before = String(decoding: bytes[..<last.range.lowerBound], as: UTF8.self)
    let letters = String(decoding: bytes[last.range], as: UTF8.self)
    let field = fieldNames.first { before == "\($0):" || before.hasSuffix(" \($0):") }
    let head = field.map { String(before.dropLast($0.rawValue.count + 1)) } ?? before
    var stopWords: QueryStopWords?
    if options.leavesOutStopWords {
      stopWords = try analyzing { () throws(AnalysisError) in
        try QueryStopWords(text, analyzers: analysis.query(for: field).analyzers)
      }
    }
    do throws(SearchError) {
      return try suggester(options).completions(
        of: letters, in: field, head: try headQuery(head), before: before, stopWords: stopWords,
        limit: min(max(limit, 0), 100))
    } catch { throw QuernError(error) }
  }

  /// The query for documents that match all of a text; `nil` where it has no words.
  private func headQuery(_ text: String) throws(SearchError) -> Query? {
    var query: Query
    do throws(QuernError) {
      query = try queries.query(of: text, leavingOutStopWords: true)
    } catch {
      // Half a query that cannot be read yet.
      query = (try? queries.query(of: text, syntax: .words)) ?? Query()
    }
    for index in query.clauses.indices where query.clauses[index].occurrence == .should {
      query.clauses[index].occurrence = .must
    }
    query.atLeast = nil
    return query.clauses.isEmpty ? nil : query
  }

  /// A query that is spelt better and finds more, or more of its words; `nil` where there is none.
  ///
  /// Corrected are words that no document has, and those that hardly any has while a word that is one
  /// edit away is in twenty times as many; not words with digits, those of one or two letters, patterns,
  /// and what the query excludes. A word of three to five letters may be one edit away from what was
  /// meant, a longer one two; an edit is a letter more, less or another, or two exchanged. A blank
  /// too many, or one that is missing, is an edit too. Several words are corrected together: of equally
  /// near ways, the words that stand in one document more often than by chance.
  ///
  /// Where the analysis stems, a correction is a word as documents write it, and not its stem.
  ///
  /// - Throws: As ``search(_:options:)-(String,_)``.
  /// - Complexity: About as a few fuzzy words, and some dozens of searches without scores.
  public func didYouMean(
    _ text: String, options: SearchOptions = SearchOptions()
  ) throws(QuernError) -> SpellingSuggestion? {
    let expression =
      options.syntax == .words ? nil : try expression(of: text, syntax: options.syntax)
    let corrector = QueryCorrector(suggester(options)) { [queries] text in
      try? queries.query(
        of: text, leavingOutStopWords: options.leavesOutStopWords, syntax: options.syntax
      ).atLeast(options.atLeast)
    }
    do throws(SearchError) { return try corrector.suggestion(for: text, expression) } catch {
      throw QuernError(error)
    }
  }

  func suggester(_ options: SearchOptions) -> Suggester {
    Suggester(Searcher(contents), analysis, options.parameters, fields: fieldNames)
  }
}
