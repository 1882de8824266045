package import QuernModel
package import QuernStorage

/// What a segment says of the values of one field.
///
/// See `FORMAT.md`.
///
///     Columns := count(varint) Column{count}
///     Column  := name(text) Counts type(u8) (documents(varint) distinct(varint) places(varint))?
package struct ColumnEntry: Sendable, Hashable {
  package var name: FieldName
  package var counts: ValueCounts
  package var type: FieldType

  /// Documents with a value in the column.
  package var documentCount: UInt32 = 0

  /// Different values in the column.
  package var distinctCount: UInt32 = 0

  /// Pairs of a document and a value in the column.
  package var placeCount: UInt64 = 0

  package init(name: FieldName, counts: ValueCounts, type: FieldType) {
    self.name = name
    self.counts = counts
    self.type = type
  }

  /// Whether there is a column; a text has none.
  package var hasColumn: Bool { type != .text }

  package static func encode(_ entries: [ColumnEntry]) -> [UInt8] {
    var bytes = ByteWriter()
    bytes.writeVarint(entries.count)
    for entry in entries {
      bytes.writeText(entry.name.rawValue)
      entry.counts.encode(to: &bytes)
      bytes.writeByte(ColumnsFormat.number(of: entry.type))
      guard entry.hasColumn else { continue }
      bytes.writeVarint(entry.documentCount)
      bytes.writeVarint(entry.distinctCount)
      bytes.writeVarint(entry.placeCount)
    }
    return bytes.bytes
  }

  package static func decode(
    _ view: ByteView, documentCount: UInt32
  ) throws(CodecError) -> [ColumnEntry] {
    var reader = ByteReader(view)
    var entries: [ColumnEntry] = []
    do throws(StorageError) {
      for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
        let name = FieldName(try reader.readText())
        let counts = try ValueCounts(reading: &reader)
        let type = ColumnsFormat.type(try reader.readByte())
        var entry = ColumnEntry(name: name, counts: counts, type: type ?? .text)
        if entry.hasColumn {
          entry.documentCount = try reader.readVarint32()
          entry.distinctCount = try reader.readVarint32()
          entry.placeCount = try reader.readVarint()
        }
        entries.append(entry)
        if type == nil || !entry.isSound(documentCount) { throw reader.malformed }
      }
      guard reader.isAtEnd, Set(entries.map(\.name)).count == entries.count else {
        throw reader.malformed
      }
    } catch { throw .storage(error) }
    return entries
  }

  private func isSound(_ documents: UInt32) -> Bool {
    counts.isSound && counts.values > 0
      && (!hasColumn
        || (documentCount > 0 && documentCount <= documents && distinctCount > 0
          && UInt64(distinctCount) <= placeCount && UInt64(documentCount) <= placeCount
          && placeCount <= counts.values))
  }
}

extension ByteReader {
  /// The error for what stands at this place.
  fileprivate var malformed: StorageError {
    .malformedInteger(file: view.file, offset: fileOffset)
  }
}
