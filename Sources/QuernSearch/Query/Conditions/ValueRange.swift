/// Values of a field between two bounds: `2025-07-01..2025-07-31`, `>=2025-07`, `<500`.
///
/// The type of the field says whether its bounds are read as numbers, dates or texts.
public struct ValueRange: Sendable, Hashable {
  /// The lower bound; `nil` where there is none.
  public var lower: ValueBound?

  /// The upper bound; `nil` where there is none.
  public var upper: ValueBound?

  /// Whether values equal to the lower bound are in the range.
  public var includesLower: Bool

  /// Whether values equal to the upper bound are in the range; a date is equal to `2025-07` if it
  /// lies in that month.
  public var includesUpper: Bool

  /// Makes a range of its bounds.
  public init(
    _ lower: ValueBound?, _ upper: ValueBound?, includesLower: Bool = true,
    includesUpper: Bool = true
  ) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }
}
