extension QueryExpression {
  /// The greatest distance, in positions, that a phrase or `NEAR` bridges.
  public static var maximumSlop: Int { 10_000 }

  /// What `NEAR(a b)` means: at most so many words between them.
  public static var defaultGaps: Int { 10 }
}
