public import QuernModel
import QuernStorage

/// The key of a document and the source it was read from, as one record.
///
/// See `FORMAT.md`.
///
///     Origin := flags(u8) key(text) Source?
///     Source := path(text)? byteCount(varint) modified(i64) contentHash(u64)
///
/// Bit 0 of the flags says that there is a source, bit 1 that its path is the key, bit 2 that
/// its text was repaired.
public enum OriginRecord {
  private static let hasSource: UInt8 = 1
  private static let pathIsKey: UInt8 = 2
  private static let isRepaired: UInt8 = 4

  /// The bytes of a record.
  public static func encode(_ key: DocumentKey, _ source: Source?) -> [UInt8] {
    var record = ByteWriter()
    record.reserve(key.rawValue.utf8.count + (source?.path.utf8.count ?? 0) + 40)
    guard let source else {
      record.writeByte(0)
      record.writeText(key.rawValue)
      return record.bytes
    }
    let isKey = DocumentKey(source.path) == key
    record.writeByte(
      hasSource | (isKey ? pathIsKey : 0) | (source.isRepaired ? isRepaired : 0))
    record.writeText(key.rawValue)
    if !isKey { record.writeText(source.path) }
    record.writeVarint(source.byteCount)
    record.writeFixed(source.modified)
    record.writeFixed(source.contentHash)
    return record.bytes
  }

  /// Reads a record.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public static func decode(
    _ record: [UInt8], file: String
  ) throws(CodecError) -> (key: DocumentKey, source: Source?) {
    var reader = ByteReader(ByteView(copying: record, file: file))
    do throws(StorageError) {
      let flags = try reader.readByte()
      let key = try reader.readText()
      guard flags & hasSource != 0 else { return (DocumentKey(key), nil) }
      let source = Source(
        path: flags & pathIsKey != 0 ? key : try reader.readText(),
        byteCount: try reader.readVarint(), modified: try reader.readFixed(Int64.self),
        contentHash: try reader.readFixed(UInt64.self), isRepaired: flags & isRepaired != 0)
      return (DocumentKey(key), source)
    } catch { throw .storage(error) }
  }
}
