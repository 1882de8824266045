import QuernModel

/// The fields of a document while it is read: names in the order of their first value.
///
/// Bounded, so that a small hostile text cannot unfold into more than memory holds.
struct FieldList {
  /// The most values of one document.
  static let maximumValueCount = 1_000_000

  /// The most bytes of flattened names (`a.b.c`) of one document.
  static let maximumNameByteCount = 16 << 20

  /// Up to so many names are found by looking at each.
  private static let scannedNameCount = 16

  /// As many mostly have room at once.
  private static let usualFieldCount = 4

  private(set) var fields: [Document.Field] = []
  private var indices: [FieldName: Int] = [:]
  private var valueCount = 0
  private var nameByteCount = 0

  /// Adds a value to a field, which is made where it is new.
  mutating func append(_ value: String, to name: FieldName) throws(IngestError) {
    valueCount += 1
    guard valueCount <= Self.maximumValueCount else {
      throw .tooManyFields(limit: Self.maximumValueCount)
    }
    if let index = index(of: name) {
      fields[index].values.append(value)
    } else {
      add(Document.Field(name, [value]))
    }
  }

  /// The name of a member inside an object: `a.b`.
  mutating func name(of member: String, in object: String?) throws(IngestError) -> String {
    guard let object else { return member }
    nameByteCount += object.utf8.count + 1 + member.utf8.count
    guard nameByteCount <= Self.maximumNameByteCount else {
      throw .tooManyFields(limit: Self.maximumNameByteCount)
    }
    return "\(object).\(member)"
  }

  /// The first value of a field; `nil` where it has none.
  func firstValue(of name: FieldName) -> String? {
    index(of: name).flatMap { fields[$0].values.first }
  }

  private func index(of name: FieldName) -> Int? {
    fields.count <= Self.scannedNameCount
      ? fields.firstIndex { $0.name == name } : indices[name]
  }

  private mutating func add(_ field: Document.Field) {
    if fields.isEmpty { fields.reserveCapacity(Self.usualFieldCount) }
    fields.append(field)
    if fields.count == Self.scannedNameCount + 1 {
      for (index, field) in fields.enumerated() { indices[field.name] = index }
    } else if fields.count > Self.scannedNameCount {
      indices[field.name] = fields.count - 1
    }
  }
}
