/// Why a document has its score: a tree of values whose children make up the parent.
public struct Explanation: Sendable, Hashable {
  /// What the part comes to.
  public var value: Double

  /// What the value is, with the formula and this document's numbers in it.
  public var summary: String

  /// The parts that the value was computed from, in the order of the formula.
  public var details: [Explanation]

  /// Makes an explanation of its parts.
  public init(value: Double, summary: String, details: [Explanation] = []) {
    self.value = value
    self.summary = summary
    self.details = details
  }
}
