public import QuernModel
import QuernStorage

/// The stored fields of a document as one record.
///
/// See `FORMAT.md`.
///
///     Fields := count(varint) Field{count}
///     Field  := flags(u8) name(text) valueCount(varint) value(text){valueCount}
///
/// Bit 0 of the flags says that the field is stored only.
public enum FieldsRecord {
  private static let storedOnly: UInt8 = 1

  /// The bytes of a record.
  public static func encode(_ fields: [Document.Field]) -> [UInt8] {
    var byteCount = 10
    for field in fields {
      byteCount += field.name.rawValue.utf8.count + 21
      for value in field.values { byteCount += value.utf8.count + 10 }
    }
    var record = ByteWriter()
    record.reserve(byteCount)
    record.writeVarint(fields.count)
    for field in fields {
      record.writeByte(field.isIndexed ? 0 : storedOnly)
      record.writeText(field.name.rawValue)
      record.writeVarint(field.values.count)
      for value in field.values { record.writeText(value) }
    }
    return record.bytes
  }

  /// Reads a record.
  ///
  /// - Throws: ``CodecError/storage(_:)``.
  public static func decode(
    _ record: [UInt8], file: String
  ) throws(CodecError) -> [Document.Field] {
    var reader = ByteReader(ByteView(copying: record, file: file))
    do throws(StorageError) {
      var fields: [Document.Field] = []
      for _ in 0..<(try reader.readCount(limit: record.count)) {
        let isIndexed = try reader.readByte() & storedOnly == 0
        let name = FieldName(try reader.readText())
        var values: [String] = []
        for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
          values.append(try reader.readText())
        }
        fields.append(Document.Field(name, values, isIndexed: isIndexed))
      }
      return fields
    } catch { throw .storage(error) }
  }
}
