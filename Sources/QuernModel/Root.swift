/// A file or folder that an index follows: what `quern index` was told to read.
public struct Root: Sendable, Hashable {
  /// The canonical path.
  public var path: String

  /// The name of the format that overrides the file names' endings, or `nil`.
  public var format: String?

  /// Whether files and folders whose names begin with a dot are read.
  public var includesHidden: Bool

  /// Whether symbolic links are followed.
  public var followsLinks: Bool

  public init(
    path: String, format: String? = nil, includesHidden: Bool = false, followsLinks: Bool = false
  ) {
    self.path = path
    self.format = format
    self.includesHidden = includesHidden
    self.followsLinks = followsLinks
  }
}

/// What an index knows of a document's origin.
public struct KnownDocument: Sendable, Hashable {
  public var key: DocumentKey
  public var source: Source

  public init(key: DocumentKey, source: Source) {
    self.key = key
    self.source = source
  }
}
