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
  let analyzer: Analyzer

  init(_ contents: IndexSnapshot) throws(QuernError) {
    self.contents = contents
    analyzer = try Analyzer.make(contents.info.analysis.analyzer)
    try checkAnalysis(analyzer, forWriting: false)
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

  /// The keys and sources of all documents that have a source, in the order of the index.
  ///
  /// - Throws: ``QuernError``.
  /// - Complexity: O(documents).
  public func knownDocuments() throws(QuernError) -> [KnownDocument] {
    var known: [KnownDocument] = []
    known.reserveCapacity(documentCount)
    for segment in contents.segments {
      try wrapping { () throws(IndexError) in
        try coding { () throws(CodecError) in
          try segment.origins.forEach { (number, record) throws(CodecError) in
            guard !segment.isDeleted(DocumentID(rawValue: number)) else { return }
            let origin = try OriginRecord.decode(record, file: segment.name)
            guard let source = origin.source else { return }
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

  /// What may be amiss when this index is searched with the analysis of this program.
  ///
  /// `nil` where nothing is: the index was written with the same version of ICU.
  public var analysisWarning: String? {
    let (written, present) = (info.analysis, analyzer.identity)
    guard written.icu != present.icu, written.analyzer != "whitespace" else { return nil }
    return "the index was written with ICU \(written.icu), this program has ICU \(present.icu): "
      + "words of scripts without spaces (Chinese, Japanese, Thai …) may not be found"
  }

  /// Throws where this program's analysis of a text differs from that of the index.
  ///
  /// With another version of ICU an index can be searched: only words of scripts that are written
  /// without spaces may be cut otherwise. Writing would mix two analyses for good.
  func checkAnalysis(_ analyzer: Analyzer, forWriting: Bool) throws(QuernError) {
    let written = info.analysis
    let present = analyzer.identity
    if written.version > present.version {
      throw .analysisMismatch(
        message: "the index was written with version \(written.version) of the analyzer "
          + "“\(written.analyzer)”, this program has version \(present.version)")
    }
    if written.tokenizer > present.tokenizer {
      throw .analysisMismatch(
        message: "the index was written with version \(written.tokenizer) of the word rules, this "
          + "program has version \(present.tokenizer)")
    }
    guard forWriting, written != present else { return }
    throw .analysisMismatch(
      message: "the index was written with the analyzer “\(written.analyzer)” version "
        + "\(written.version), word rules \(written.tokenizer) and ICU \(written.icu); this program "
        + "has version \(present.version), word rules \(present.tokenizer) and ICU \(present.icu)")
  }
}
