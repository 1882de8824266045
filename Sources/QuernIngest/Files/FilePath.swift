/// A path, compared byte by byte.
///
/// Two names that differ only in Unicode's normalisation are two files, which `String` calls equal.
public struct FilePath: Hashable, Comparable, Sendable {
  /// The path as text.
  public let rawValue: String

  /// Makes a path of a text.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// The folder that holds this; `nil` for the root of the file system and for relative names.
  var parent: FilePath? {
    let bytes = rawValue.utf8
    guard bytes.count > 1, let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    return FilePath(slash == bytes.startIndex ? "/" : String(rawValue[..<slash]))
  }

  /// The path of something in this folder.
  func appending(_ name: String) -> FilePath {
    FilePath(rawValue.utf8.last == UInt8(ascii: "/") ? rawValue + name : "\(rawValue)/\(name)")
  }

  /// Compares byte by byte.
  public static func == (left: FilePath, right: FilePath) -> Bool {
    left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }

  /// Orders two paths by their bytes.
  public static func < (left: FilePath, right: FilePath) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in rawValue.utf8 { hasher.combine(byte) }
  }
}
