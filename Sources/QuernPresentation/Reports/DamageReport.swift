/// Places of an index that are not as they should be.
package struct DamageReport: Sendable, Hashable {
  /// One place.
  package struct Place: Sendable, Hashable {
    package var file: String
    /// In bytes from the start of the file; `nil` where the whole file is meant.
    package var offset: Int?
    package var evidence: String
    package var remedy: String

    package init(file: String, offset: Int?, evidence: String, remedy: String) {
      self.file = file
      self.offset = offset
      self.evidence = evidence
      self.remedy = remedy
    }
  }

  package var places: [Place]

  package init(places: [Place]) { self.places = places }

  /// Two lines for each place: what is wrong where, and what to do.
  package var text: String {
    places.map { place in
      let offset = place.offset.map { ", byte \($0)" } ?? ""
      return """
        \(DisplayText.line(place.file))\(offset): \(DisplayText.line(place.evidence))
          remedy: \(DisplayText.line(place.remedy))

        """
    }.joined()
  }

  /// A record for each place, then `{"type":"summary","damaged":…}`.
  package var records: [JSONValue] {
    places.map { place in
      .object([
        .init("type", .string("damage")),
        .init("file", .string(place.file)),
        .init("offset", place.offset.map { .integer($0) } ?? .null),
        .init("evidence", .string(place.evidence)),
        .init("remedy", .string(place.remedy)),
      ])
    } + [
      .object([.init("type", .string("summary")), .init("damaged", .integer(places.count))])
    ]
  }
}
