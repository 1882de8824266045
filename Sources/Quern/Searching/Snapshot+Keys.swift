import QuernCodec
import QuernIndex
public import QuernModel

extension Snapshot {
  /// So many documents are looked at for the beginning of a key.
  private static let maximumKeyCount = 1_000_000

  /// Keys of documents that begin with a text, in the order of the index: for who types one.
  ///
  /// - Parameter limit: how many are wanted.
  /// - Throws: ``QuernError``.
  /// - Complexity: O(documents), of which a million is looked at.
  public func keys(
    beginningWith text: String, limit: Int = 100
  ) throws(QuernError) -> [DocumentKey] {
    var keys: [DocumentKey] = []
    var rest = Self.maximumKeyCount
    do throws(CodecError) {
      for segment in contents.segments where keys.count < limit {
        var records = RecordsCursor(segment.origins)
        while keys.count < limit, rest > 0, let (number, record) = try records.next() {
          rest -= 1
          guard !segment.isDeleted(DocumentID(rawValue: number)) else { continue }
          let key = try OriginRecord.decode(record, file: segment.name).key
          if key.rawValue.utf8.starts(with: text.utf8) { keys.append(key) }
        }
      }
    } catch { throw QuernError(error) }
    return keys
  }
}
