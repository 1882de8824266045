/// An end of a range of values, as it stands in a query, with what it may mean.
public struct ValueBound: Sendable, Hashable {
  /// The bound as it was written.
  public let text: String

  /// The number that it is.
  public let number: Double?

  /// The date, or the year, month, day or minute, that it is.
  public let date: DateBound?

  /// Reads a bound.
  ///
  /// - Returns: `nil` for what looks like a date and is none, such as 30 February.
  public init?(_ text: String) {
    self.text = text
    number = Double(text).flatMap { $0.isFinite ? $0 : nil }
    let bytes = Array(text.utf8)
    date = DateBound(bytes)
    if date == nil, DateBound.looksLikeDate(bytes) { return nil }
  }
}
