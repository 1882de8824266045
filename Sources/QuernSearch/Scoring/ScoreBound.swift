/// Sums of upper bounds, and what they are compared with.
enum ScoreBound {
  // Bounds are summed in another order than scores. The sum of 2²⁰ Doubles may err by 2⁻³³ of
  // itself; this rounds up beyond that: rounding up costs a visit, rounding down a hit.
  private static let slack = 1 + 0x1p-30

  /// Whether a document whose score is at most `sum` cannot enter a full result list.
  ///
  /// Documents come in ascending order and the earlier one wins a tie, so that a score equal to the
  /// threshold does not enter either. The threshold is the score of the list's last document, −∞
  /// while the list is not full.
  static func cannotEnter(_ sum: Double, threshold: Float) -> Bool {
    sum * slack <= Double(threshold)
  }
}
