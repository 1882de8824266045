/// The name under which a user knows a document: an `id`, or the canonical path of a file.
///
/// Unique in an index: adding a document whose key exists replaces the older one. Compared byte by
/// byte, not by Swift's canonical equivalence, so that two files whose names differ only in
/// normalisation stay two documents. At most ``maximumByteCount`` bytes of UTF-8.
public struct DocumentKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The longest key, in bytes of UTF-8.
  public static let maximumByteCount = 65_535

  /// The name as text.
  public let rawValue: String

  /// Makes a key of a text.
  public init(_ rawValue: String) { self.rawValue = rawValue }

  /// The name as text.
  public var description: String { rawValue }

  /// Compares byte by byte.
  public static func == (left: DocumentKey, right: DocumentKey) -> Bool {
    left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }

  /// Orders two values as their raw values are.
  public static func < (left: DocumentKey, right: DocumentKey) -> Bool {
    left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    let bytes = rawValue.utf8Span.span
    var eight: UInt64 = 0
    for index in bytes.indices {
      eight = eight &<< 8 | UInt64(bytes[index])
      if index & 7 == 7 { hasher.combine(eight) }
    }
    hasher.combine(eight)
    hasher.combine(bytes.count)
  }
}
