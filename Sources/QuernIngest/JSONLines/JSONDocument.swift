import QuernModel

/// A line of JSON → a document.
///
/// `id` is the key. `title` and `text` go by their names; `body` is the text where there is no
/// `text`. Every other member is a field: arrays are several values, objects flatten to `a.b`,
/// `null` is passed over. What `quern export` adds as `_quern` is no field (``ExportedFields``).
enum JSONDocument {
  /// Reads a line; one that has no `id` gets the fallback for its key.
  ///
  /// An `id` in which bytes were replaced is refused: two that differ there would become one.
  static func read(
    _ line: Span<UInt8>, source: Source, fallbackKey: @autoclosure () -> String
  ) throws(IngestError) -> (document: Document, replaced: ReplacedBytes?) {
    let (value, replaced) = try JSONParser.parse(line)
    guard case .object(let members) = value else { throw .notAnObject }
    let hasText = members.contains { $0.name == "text" && !$0.value.isNull }
    var key: String?
    var fields = FieldList()
    var exported: [Document.Field]?
    // By their places: a member that a loop gives is a copy.
    for index in members.indices {
      switch members[index].name {
      case ExportedFields.memberName:
        if let own = try ExportedFields(members[index]) {
          exported = own.fields
        } else {
          try flatten(members[index].value, to: members[index].name, into: &fields)
        }
      case "id":
        key = try identifier(members[index].value)
      case "body" where !hasText:
        try flatten(members[index].value, to: FieldName.text.rawValue, into: &fields)
      default:
        try flatten(members[index].value, to: members[index].name, into: &fields)
      }
    }
    let text = key ?? fallbackKey()
    guard text.utf8.count <= DocumentKey.maximumByteCount else {
      throw .keyTooLong(byteCount: text.utf8.count, limit: DocumentKey.maximumByteCount)
    }
    if let replaced, key?.unicodeScalars.contains("\u{FFFD}") == true {
      throw .malformedText(encoding: "UTF-8", offset: replaced.firstOffset)
    }
    var origin = source
    origin.isRepaired = replaced != nil
    let document = Document(
      key: DocumentKey(text), fields: exported ?? fields.fields, source: origin)
    return (document, replaced)
  }

  /// The key that an `id` gives; `nil` for `null`, which is as good as no `id`.
  private static func identifier(_ value: JSONValue) throws(IngestError) -> String? {
    switch value {
    case .null: return nil
    case .text(let text) where !text.isEmpty: return text
    case .number(let number): return number
    default: throw .malformedIdentifier
    }
  }

  private static func flatten(
    _ value: JSONValue, to name: String, into fields: inout FieldList
  ) throws(IngestError) {
    switch value {
    case .null: break
    case .text(let text), .number(let text), .boolean(let text):
      try fields.append(text, to: FieldName(name))
    case .array(let values):
      for value in values { try flatten(value, to: name, into: &fields) }
    case .object(let members):
      for member in members {
        try flatten(
          member.value, to: fields.name(of: member.name, in: name), into: &fields)
      }
    }
  }
}
