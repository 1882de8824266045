/// What is indexed: a key and named fields of text.
public struct Document: Sendable, Hashable {
  /// One field of a document with its values.
  public struct Field: Sendable, Hashable {
    /// The name of the field.
    public var name: FieldName

    /// One or more values.
    ///
    /// A phrase is found inside one value, never across two.
    public var values: [String]

    /// Whether the words can be searched; otherwise the field is stored only.
    public var isIndexed: Bool

    /// Makes a field of its values.
    public init(_ name: FieldName, _ values: [String], isIndexed: Bool = true) {
      self.name = name
      self.values = values
      self.isIndexed = isIndexed
    }
  }

  /// The name under which the user knows the document.
  public var key: DocumentKey

  /// In the order in which the source gives them; each name once.
  public var fields: [Field]

  /// Where the document was read from; `nil` for one that a program made.
  public var source: Source?

  /// Makes a document of its parts.
  public init(key: DocumentKey, fields: [Field] = [], source: Source? = nil) {
    self.key = key
    self.fields = fields
    self.source = source
  }

  /// The values of a field, empty where the document lacks it.
  public func values(of name: FieldName) -> [String] {
    fields.first { $0.name == name }?.values ?? []
  }

  /// The first value of a field.
  public subscript(name: FieldName) -> String? { values(of: name).first }
}
