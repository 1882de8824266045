package import QuernAnalysis
import QuernCodec
import QuernIndex
package import QuernModel

extension Suggester {
  /// What a text may go on with: words that begin as its last one, by the number of documents that
  /// have them.
  ///
  /// Candidates are the terms that begin with the letters typed, folded, and those that a beginning of
  /// them is stemmed to: `happines` has no word of the dictionary below it, but that of `happi`. Each is
  /// shown as documents write it, in the most frequent form that begins with the letters typed; of
  /// words with one stem only that, since all of them find the same. With words before, those that
  /// occur with all of them come first.
  ///
  /// - Parameters:
  ///   - head: what stands before the last word, as a query that all hits match; `nil` where nothing
  ///     does.
  ///   - before: the same as text.
  ///   - letters: the beginning of the last word.
  ///   - field: the only field in which it is looked for.
  ///   - stopWords: words that are not shown.
  package func completions(
    of letters: String, in field: FieldName?, head: Query?, before: String,
    stopWords: QueryStopWords?, limit: Int
  ) throws(SearchError) -> [Completion] {
    try parameters.validate()
    guard limit > 0 else { return [] }
    let found = try candidates(in: fields(field)) { source in
      completionForms(of: letters, in: source.name)
    }
    let folded = Set(analysis.query(for: field).unstemmed(letters))
    var sampler = SpellingSampler(self)
    var completions: [Completion] = []
    var known: Set<[UInt8]> = []
    var shownTerms: Set<[UInt8]> = []
    for candidate in try ranked(found, head).prefix(3 * limit + 16) {
      let forms = try sampler.forms(of: candidate)
      guard
        let form = forms.first(where: { form in folded.contains { form.folded.starts(with: $0) } }),
        known.insert(form.folded).inserted, stopWords?.contains(form.spelling) != true
      else { continue }
      // A word that is searched for as one that was shown would find the same, and its own beside it.
      let terms = analysis.query(for: field).words(of: form.spelling).flatMap(\.terms)
      guard shownTerms.isDisjoint(with: terms) else { continue }
      let count = try count(form.spelling, in: field, with: head)
      guard count > 0 else { continue }
      shownTerms.insert(candidate.term)
      completions.append(
        Completion(text: before + form.spelling, word: form.spelling, documentCount: count))
    }
    completions.sort { left, right in
      left.documentCount == right.documentCount
        ? left.word < right.word : left.documentCount > right.documentCount
    }
    return Array(completions.prefix(limit))
  }

  private func count(
    _ word: String, in field: FieldName?, with head: Query?
  ) throws(SearchError) -> Int {
    var query = try query(all: [QueryExpression(.text(word), field: field)])
    query.clauses += head?.clauses ?? []
    return try count(query)
  }

  /// What a term may look like whose word begins with some letters.
  private func completionForms(of letters: String, in field: FieldName) -> [TermPattern.Form] {
    let query = analysis.query(for: field)
    var forms: [TermPattern.Form] = []
    for folded in Set(query.unstemmed(letters)) where !folded.isEmpty {
      forms.append(.wildcard([.bytes(folded), .anything]))
    }
    let scalars = letters.unicodeScalars
    // 3: a beginning of fewer letters is no stem of a longer word.
    guard scalars.count > 3, scalars.count <= Self.maximumLetterCount else { return forms }
    var stems: Set<[UInt8]> = []
    for length in 3...scalars.count {
      let beginning = String(String.UnicodeScalarView(scalars.prefix(length)))
      for word in query.words(of: beginning) where word.position == 0 {
        stems.formUnion(word.terms)
      }
    }
    return forms + stems.map { .wildcard([.bytes($0)]) }
  }

  /// Words of more letters are not completed by their stems, nor corrected.
  static let maximumLetterCount = 64

  // MARK: Ranking

  /// 32 million: some hundredths of a second.
  private static let maximumPostingCount = 32 << 20

  /// The candidates in the order of the documents that have them, or that also match a query; without
  /// those that have none.
  private func ranked(
    _ candidates: [WordCandidate], _ head: Query?
  ) throws(SearchError) -> [WordCandidate] {
    var counts = candidates.map(\.documentFrequency)
    func order() -> [Int] {
      candidates.indices.sorted { left, right in
        counts[left] == counts[right]
          ? candidates[left].term.lexicographicallyPrecedes(candidates[right].term)
          : counts[left] > counts[right]
      }
    }
    if let head, head.canMatch { counts = try self.counts(of: candidates, order(), with: head) }
    return order().filter { counts[$0] > 0 }.map { candidates[$0] }
  }

  /// How many documents of a query have each candidate, in the field where most do.
  private func counts(
    of candidates: [WordCandidate], _ order: [Int], with head: Query
  ) throws(SearchError) -> [UInt64] {
    var counts = [UInt64](repeating: 0, count: candidates.count)
    var scanner = PostingsScanner()
    for (number, segment) in snapshot.segments.enumerated() {
      guard let documents = try documents(of: head, in: segment, number) else { continue }
      var freePostingCount = Self.maximumPostingCount / snapshot.segments.count
      for index in order where freePostingCount > 0 {
        var most = 0
        for place in candidates[index].places {
          guard let entry = place.entries[number], let field = place.field.readers[number] else {
            continue
          }
          freePostingCount -= Int(entry.documentFrequency)
          var count = 0
          try reading { () throws(CodecError) in
            try field.scan(entry, wantsFrequencies: false, with: &scanner) { found, _ in
              count += documents.countMembers(found)
            }
          }
          most = max(most, count)
        }
        counts[index] += UInt64(most)
      }
    }
    return counts
  }

  /// The documents of a segment that a query matches, the deleted ones included; `nil` where none
  /// does.
  private func documents(
    of query: Query, in segment: SegmentReader, _ number: Int
  ) throws(SearchError) -> DocumentBits? {
    var planner = Planner(snapshot, parameters)
    planner.usesLists = false
    guard let tree = try planner.planTree(query).tree,
      let root = try TreeSegment(segment, number, parameters).open(tree)
    else { return nil }
    var documents = DocumentBits(documentCount: segment.documentCount)
    try reading { () throws(CodecError) in
      while root.document != root.end {
        documents.insert([root.document].span)
        try root.seek(to: root.document + 1)
      }
    }
    return documents
  }
}
