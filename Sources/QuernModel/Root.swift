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

  /// Makes a root of its parts.
  public init(
    path: String, format: String? = nil, includesHidden: Bool = false, followsLinks: Bool = false
  ) {
    self.path = path
    self.format = format
    self.includesHidden = includesHidden
    self.followsLinks = followsLinks
  }

  /// Compares the path byte by byte, as the system does.
  public static func == (left: Root, right: Root) -> Bool {
    left.path.utf8.elementsEqual(right.path.utf8) && left.format == right.format
      && left.includesHidden == right.includesHidden && left.followsLinks == right.followsLinks
  }

  /// Hashes the bytes of the path.
  public func hash(into hasher: inout Hasher) {
    for byte in path.utf8 { hasher.combine(byte) }
  }
}

/// What an index knows of a document's origin.
public struct KnownDocument: Sendable, Hashable {
  /// The name under which the user knows the document.
  public var key: DocumentKey

  /// Where the document was read from.
  public var source: Source

  /// Makes a value of its two parts.
  public init(key: DocumentKey, source: Source) {
    self.key = key
    self.source = source
  }
}
