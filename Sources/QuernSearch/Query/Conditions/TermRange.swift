/// Words between two others, by the order of their UTF-8.
public struct TermRange: Sendable, Hashable {
  /// The first word; `nil` where there is no lower end.
  public var lower: String?

  /// The last word; `nil` where there is no upper end.
  public var upper: String?

  /// Whether the ends themselves are in the range.
  public var includesLower: Bool

  /// Whether the upper end itself is in the range.
  public var includesUpper: Bool

  /// Makes a range of its ends.
  public init(
    _ lower: String?, _ upper: String?, includesLower: Bool = true, includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }
}
