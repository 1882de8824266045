import QuernAnalysis
import QuernModel

/// Analyses stored text once more, as it was when it was indexed.
struct TextDigester {
  private let analysis: IndexAnalysis
  private let session = AnalysisSession()
  private var tokens = TokenBatch()

  /// The hash of each term by its number in the session.
  private var termHashes: [UInt64] = []

  /// The session's terms are forgotten when they take more bytes than this.
  private static let maximumByteCount = 64 << 20

  init(_ analysis: IndexAnalysis) { self.analysis = analysis }

  /// The sum of ``TermDigest`` over all words of each wanted field; absent for fields without words.
  mutating func digests(
    of document: Document, where isWanted: (FieldName) -> Bool
  ) throws(QuernError) -> [FieldName: UInt64] {
    var digests: [FieldName: UInt64] = [:]
    let analyzers = analysis.analyzers(of: document)
    for field in document.fields where field.isIndexed && isWanted(field.name) {
      try analyze(field, analyzers)
      guard !tokens.terms.isEmpty else { continue }
      var digest: UInt64 = 0
      for (term, position) in zip(tokens.terms, tokens.positions) {
        digest &+= TermDigest.occurrence(termHashes[Int(term)], at: position)
      }
      digests[field.name] = digest
    }
    return digests
  }

  /// The positions of each term of a field, by the term's bytes.
  mutating func occurrences(
    of name: FieldName, in document: Document
  ) throws(QuernError) -> [[UInt8]: [UInt32]] {
    guard let field = document.fields.first(where: { $0.name == name && $0.isIndexed }) else {
      return [:]
    }
    forgetTerms()
    try analyze(field, analysis.analyzers(of: document))
    var terms: [[UInt8]] = []
    var start = 0
    for end in tokens.newTermEnds {
      terms.append(Array(tokens.newTermBytes[start..<end]))
      start = end
    }
    var occurrences: [[UInt8]: [UInt32]] = [:]
    for (term, position) in zip(tokens.terms, tokens.positions) {
      occurrences[terms[Int(term)], default: []].append(position)
    }
    return occurrences
  }

  /// Replaces ``tokens`` with those of a field.
  private mutating func analyze(
    _ field: Document.Field, _ analyzers: DocumentAnalyzers
  ) throws(QuernError) {
    if session.memoryByteCount > Self.maximumByteCount { forgetTerms() }
    tokens.removeAll()
    tokens.beginField(field.name)
    do throws(AnalysisError) {
      for value in field.values {
        try session.append(value, with: analyzers[field.name], to: &tokens)
        tokens.endValue()
      }
    } catch { throw QuernError(error) }
    var start = 0
    for end in tokens.newTermEnds {
      termHashes.append(TermDigest.hash(tokens.newTermBytes[start..<end]))
      start = end
    }
  }

  private mutating func forgetTerms() {
    session.reset()
    termHashes.removeAll(keepingCapacity: true)
  }
}
