import QuernAnalysis
import QuernCodec
import QuernIndex
public import QuernModel
import QuernStorage

/// The documents of one commit.
///
/// It never changes, whatever is written after it.
public final class Snapshot: Sendable {
  let contents: IndexSnapshot

  /// The analyzers that its documents were written with, as this program has them.
  let analysis: IndexAnalysis

  /// The searchable fields, for the readers of queries.
  let fieldNames: Set<FieldName>

  /// Reads queries to it.
  let queries: QueryReader

  init(_ contents: IndexSnapshot, _ analyzers: [Analyzer]) throws(QuernError) {
    self.contents = contents
    fieldNames = Set(contents.fields)
    analysis = try analyzing { () throws(AnalysisError) in
      try IndexAnalysis(of: contents.info.analysis, own: analyzers)
    }
    queries = QueryReader(analysis, fields: fieldNames, types: contents.columns)
    try analysisCheck.requireReadable()
  }

  /// What the commit says of itself.
  public var info: CommitInfo { contents.info }

  /// The number of documents.
  public var documentCount: Int { Int(contents.statistics.documentCount) }

  /// The fields that can be searched.
  public var searchableFields: [FieldName] { contents.fields }

  /// The document with a key.
  ///
  /// - Throws: ``QuernError``.
  public func document(for key: DocumentKey) throws(QuernError) -> Document? {
    try wrapping { () throws(IndexError) in
      for segment in contents.segments.reversed() {
        if let id = try segment.find(key) { return try segment.document(id) }
      }
      return nil
    }
  }

  /// The key and the source of the document with a key; `nil` where it has no source.
  ///
  /// - Throws: ``QuernError``.
  /// - Complexity: O(segments).
  public func knownDocument(for key: DocumentKey) throws(QuernError) -> KnownDocument? {
    try wrapping { () throws(IndexError) in
      for segment in contents.segments.reversed() {
        guard let id = try segment.find(key) else { continue }
        let origin = try segment.origin(of: id)
        return origin.source.map { KnownDocument(key: origin.key, source: $0) }
      }
      return nil
    }
  }

  /// The keys and sources of all documents that have a source, in the order of the index.
  ///
  /// - Throws: ``QuernError``.
  /// - Complexity: O(documents).
  public func knownDocuments() throws(QuernError) -> [KnownDocument] {
    var known: [KnownDocument] = []
    known.reserveCapacity(documentCount)
    // The lines of a file follow each other: they share one text of its path.
    var path = ""
    for segment in contents.segments {
      try wrapping { () throws(IndexError) in
        try coding { () throws(CodecError) in
          try segment.origins.forEach { (number, record) throws(CodecError) in
            guard !segment.isDeleted(DocumentID(rawValue: number)) else { return }
            let origin = try OriginRecord.decode(record, file: segment.name)
            guard var source = origin.source else { return }
            // Byte by byte: two files may differ in Unicode's normalisation only.
            if source.path.utf8.elementsEqual(path.utf8) {
              source.path = path
            } else {
              path = source.path
            }
            known.append(KnownDocument(key: origin.key, source: source))
          }
        }
      }
    }
    return known
  }

  /// Sizes and counts.
  ///
  /// - Throws: ``QuernError``.
  public func statistics() throws(QuernError) -> IndexStatistics {
    try wrapping { () throws(IndexError) in try IndexStatistics(contents) }
  }

  /// The fields that documents have values of, by name, with their types.
  ///
  /// - Throws: ``QuernError``.
  /// - Complexity: O(different values); where a segment was written before there were columns, once
  ///   O(bytes of its stored fields).
  public func fieldSummaries() throws(QuernError) -> [FieldSummary] {
    try wrapping { () throws(IndexError) in try FieldSummary.all(of: contents) }
  }

  /// What may be amiss when this index is searched with the analysis of this program.
  ///
  /// `nil` where nothing is: the index was written with the same one.
  public var analysisWarning: String? { analysisCheck.warning }

  var analysisCheck: AnalysisCheck {
    AnalysisCheck(written: info.analysis, present: analysis.identity)
  }
}
