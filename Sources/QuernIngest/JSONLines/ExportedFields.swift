import QuernModel

/// The member `_quern` that `quern export` adds to a document.
///
/// It makes no field of its own. Where it has a list of fields, they are the document's: those that
/// plain members cannot say.
struct ExportedFields {
  static let memberName = "_quern"

  /// All fields of the document; `nil` where its members are the fields.
  var fields: [Document.Field]?

  /// Reads the member; `nil` where it is another program's, and so a field like others.
  ///
  /// - Throws: ``IngestError/malformedJSON(offset:reason:)`` where it is ours and not as written.
  init?(_ member: JSONValue.Member) throws(IngestError) {
    guard member.name == Self.memberName, case .object(let parts) = member.value,
      parts.contains(where: { $0.name == "export" })
    else { return nil }
    guard let list = parts.first(where: { $0.name == "fields" })?.value else { return }
    guard case .array(let records) = list else { throw Self.failure }
    var fields: [Document.Field] = []
    var names: Set<FieldName> = []
    for record in records {
      let field = try Self.field(record)
      guard names.insert(field.name).inserted else { throw Self.failure }
      fields.append(field)
    }
    self.fields = fields
  }

  private static func field(_ record: JSONValue) throws(IngestError) -> Document.Field {
    guard case .object(let parts) = record else { throw failure }
    var field = Document.Field(FieldName(""), [])
    var hasName = false
    for part in parts {
      switch (part.name, part.value) {
      case ("name", .text(let name)):
        field.name = FieldName(name)
        hasName = true
      case ("values", .array(let values)):
        field.values = try values.map { value throws(IngestError) in
          guard case .text(let text) = value else { throw failure }
          return text
        }
      case ("storedOnly", .boolean(let word)): field.isIndexed = word != "true"
      default: throw failure
      }
    }
    guard hasName else { throw failure }
    return field
  }

  private static var failure: IngestError {
    .malformedJSON(offset: 0, reason: "the member _quern is not as quern export writes it")
  }
}
