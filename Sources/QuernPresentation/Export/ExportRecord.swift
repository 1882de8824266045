package import QuernModel

/// A document as a line of JSON that `quern index` reads as the same document.
///
/// `id` is the key, every field a member by its name, in order: a string, or an array where there
/// are several values. The last member, `_quern`, says where the document came from; it makes no
/// field. What members cannot say stands in it as a list of fields, in place of the members: fields
/// that are stored only or have no value, a field `id`, and a `body` without `text`, which would
/// become the text.
package enum ExportRecord {
  /// The record of a document.
  package static func record(_ document: Document) -> JSONValue {
    let isPlain = isPlain(document.fields)
    var members: [JSONValue.Member] = [.init("id", .string(document.key.rawValue))]
    if isPlain { members += document.fields.map(member) }
    var own: [JSONValue.Member] = [.init("export", .integer(1))]
    if let source = document.source { own.append(.init("source", record(source))) }
    if !isPlain { own.append(.init("fields", .array(document.fields.map(record)))) }
    if own.count > 1 { members.append(.init("_quern", .object(own))) }
    return .object(members)
  }

  private static func isPlain(_ fields: [Document.Field]) -> Bool {
    let hasText = fields.contains { $0.name == .text }
    return fields.allSatisfy { field in
      let name = field.name.rawValue
      return field.isIndexed && !field.values.isEmpty && name != "id" && name != "_quern"
        && (name != "body" || hasText)
    }
  }

  private static func member(_ field: Document.Field) -> JSONValue.Member {
    guard field.values.count == 1, let value = field.values.first else {
      return .init(field.name.rawValue, values(field))
    }
    return .init(field.name.rawValue, .string(value))
  }

  private static func values(_ field: Document.Field) -> JSONValue {
    .array(field.values.map { .string($0) })
  }

  private static func record(_ field: Document.Field) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(field.name.rawValue)), .init("values", values(field)),
    ]
    if !field.isIndexed { members.append(.init("storedOnly", .bool(true))) }
    return .object(members)
  }

  /// The hash as hexadecimal digits: readers of JSON keep 53 bits of a number.
  private static func record(_ source: Source) -> JSONValue {
    .object([
      .init("path", .string(source.path)),
      .init("bytes", .integer(Int(clamping: source.byteCount))),
      .init("modified", .integer(Int(source.modified))),
      .init("hash", .string(String(source.contentHash, radix: 16))),
    ])
  }
}
