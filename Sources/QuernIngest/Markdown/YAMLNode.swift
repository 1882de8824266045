/// One value of YAML; aliases share the value of their anchor.
enum YAMLNode {
  /// A member of a mapping.
  struct Member {
    var name: String
    var value: YAMLNode
  }

  /// A value without a text: `~`, `null`, or nothing at all.
  case null

  /// A text as it is spelled: `2025-07-22` and `1.10` stay as they are.
  case scalar(String)
  case sequence([YAMLNode])
  case mapping([Member])
}
