/// Bytes that are no UTF-8 and were read as one U+FFFD each.
public struct ReplacedBytes: Sendable, Hashable {
  /// How many.
  public var count: Int

  /// Where the first one stands, in bytes from the start of the file or line.
  public var firstOffset: Int
}

extension ReplacedBytes {
  /// The bytes of two parts of one text; `later` stands behind.
  static func joined(_ earlier: ReplacedBytes?, _ later: ReplacedBytes?) -> ReplacedBytes? {
    guard let earlier, let later else { return earlier ?? later }
    return ReplacedBytes(count: earlier.count + later.count, firstOffset: earlier.firstOffset)
  }
}
