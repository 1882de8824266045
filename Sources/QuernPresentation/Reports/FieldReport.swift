package import QuernModel

/// The type and the values of one field.
package struct FieldReport: Sendable, Hashable {
  package var name: FieldName
  package var type: FieldType
  package var values: Int

  /// Values that are not of the type.
  package var misfits: Int
  package var distinct: Int?
  package var least: String?
  package var greatest: String?

  package init(
    name: FieldName, type: FieldType, values: Int, misfits: Int = 0, distinct: Int? = nil,
    least: String? = nil, greatest: String? = nil
  ) {
    self.name = name
    self.type = type
    self.values = values
    self.misfits = misfits
    self.distinct = distinct
    self.least = least
    self.greatest = greatest
  }

  /// `date, 2025-07-01 … 2025-07-31`, with what does not fit.
  var text: String {
    var text = type.rawValue
    switch type {
    case .number, .date:
      if let least, let greatest { text += ", \(least) … \(greatest)" }
    case .keyword, .flag:
      if let distinct { text += ", \(Figures.grouped(distinct)) different" }
    case .text: break
    }
    if misfits > 0 {
      text += "; \(Figures.grouped(misfits)) of \(Figures.grouped(values)) values are none"
    }
    return DisplayText.line(text)
  }

  /// `{"name":…,"type":…,"values":…,"misfits":…,"distinct":…,"least":…,"greatest":…}`; the last three
  /// are `null` for a text.
  var record: JSONValue {
    .object([
      .init("name", .string(name.rawValue)), .init("type", .string(type.rawValue)),
      .init("values", .integer(values)), .init("misfits", .integer(misfits)),
      .init("distinct", distinct.map { .integer($0) } ?? .null),
      .init("least", least.map { .string($0) } ?? .null),
      .init("greatest", greatest.map { .string($0) } ?? .null),
    ])
  }
}
