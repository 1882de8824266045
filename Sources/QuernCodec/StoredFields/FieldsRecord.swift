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
    var record = ByteWriter()
    record.reserve(byteCount(of: fields))
    write(fields, to: &record) { _, _ in }
    return record.bytes
  }

  /// The size of the record of some fields.
  static func byteCount(of fields: [Document.Field]) -> Int {
    var byteCount = ByteWriter.varintByteCount(fields.count)
    for field in fields {
      byteCount += 1 + byteCountOfText(field.name.rawValue)
      byteCount += ByteWriter.varintByteCount(field.values.count)
      for value in field.values { byteCount += byteCountOfText(value) }
    }
    return byteCount
  }

  private static func byteCountOfText(_ text: String) -> Int {
    let count = text.utf8.count
    return ByteWriter.varintByteCount(count) + count
  }

  /// Writes a record, and says of each value which field it is of and where its bytes stand.
  static func write(
    _ fields: [Document.Field], to record: inout ByteWriter,
    value body: (_ field: Int, _ bytes: Range<Int>) -> Void
  ) {
    record.writeVarint(fields.count)
    for (number, field) in fields.enumerated() {
      record.writeByte(field.isIndexed ? 0 : storedOnly)
      record.writeText(field.name.rawValue)
      record.writeVarint(field.values.count)
      for value in field.values {
        record.writeText(value)
        body(number, record.count - value.utf8.count..<record.count)
      }
    }
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
