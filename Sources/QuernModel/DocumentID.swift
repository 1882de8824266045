/// A document's number inside one segment: `0 ..< segment.documentCount`.
///
/// It dies when the segment is merged: never store it. What a user keeps is a ``DocumentKey``.
public struct DocumentID: RawRepresentable, Comparable, Hashable, Sendable, BitwiseCopyable {
  /// The number.
  public let rawValue: UInt32

  /// Makes an identifier of a number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// What a cursor stands on once its list is exhausted; greater than every document.
  public static var end: DocumentID { DocumentID(rawValue: .max) }

  /// Orders two values as their raw values are.
  public static func < (left: DocumentID, right: DocumentID) -> Bool {
    left.rawValue < right.rawValue
  }
}
