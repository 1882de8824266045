/// The name of a document's field, such as `title` or `author.name`.
public struct FieldName: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as text.
  public let rawValue: String

  /// Makes a name of a text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Makes a name of a text.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// The name as text.
  public var description: String { rawValue }

  /// Orders two values as their raw values are.
  public static func < (left: FieldName, right: FieldName) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The headline.
  ///
  /// Searched by default.
  public static let title = FieldName("title")

  /// The body.
  ///
  /// Searched by default.
  public static let text = FieldName("text")

  /// The date of publication, as its source writes it.
  public static let date = FieldName("date")

  /// The language, as a BCP 47 tag.
  public static let language = FieldName("lang")
}
