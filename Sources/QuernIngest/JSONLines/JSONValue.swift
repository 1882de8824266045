/// One value of JSON, with the members of objects in the order of the text.
enum JSONValue {
  /// A member of an object.
  struct Member {
    var name: String
    var value: JSONValue
  }

  case null

  /// `true` and `false`, as they are spelled.
  case boolean(String)

  /// A number as the index keeps it: integers digit by digit, others in the shortest spelling that
  /// reads as the same `Double`.
  case number(String)

  case text(String)
  case array([JSONValue])

  /// Each name once: of members with the same name the last has won.
  case object([Member])

  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}
