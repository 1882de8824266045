import QuernCodec
import QuernIndex

extension Snapshot {
  /// Analyses the stored text of every document once more and holds it against the postings.
  ///
  /// Finds what ``SearchIndex/check(at:)`` cannot: structures that agree with each other and not with
  /// the text.
  ///
  /// - Returns: what is not as the text says; empty where nothing is.
  /// - Throws: ``QuernError/analysisMismatch(message:)`` where this program analyses otherwise than
  ///   the one that wrote the index; ``QuernError``.
  /// - Complexity: as indexing, without writing; memory for eight bytes a document and field, up to
  ///   256 MiB.
  public func checkDeeply() throws(QuernError) -> [Damage] {
    try analysisCheck.requireWritable()
    var damages: [IndexDamage] = []
    for segment in contents.segments {
      var checker = DeepChecker(segment, TextDigester(analysis))
      try checker.check()
      damages += checker.damages
      do throws(CodecError) { try ColumnChecker(segment).checkDeeply() } catch {
        damages.append(IndexDamage(.codec(error)))
      }
    }
    return damages.prefix(DeepChecker.maximumDamageCount).map(Damage.init)
  }
}
