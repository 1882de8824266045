/// One document that a query found.
public struct Hit: Sendable, Hashable {
  /// A piece of the document's text around the words that matched.
  public struct Snippet: Sendable, Hashable {
    /// The text as it stands in the document, white space and control characters included.
    public var text: String

    /// The words that matched, as ranges of bytes of ``text``'s UTF-8; ascending, disjoint.
    public var matches: [Range<Int>]

    /// Whether text was left out before and after.
    public var isCutBefore: Bool
    public var isCutAfter: Bool

    public init(
      text: String, matches: [Range<Int>], isCutBefore: Bool = false, isCutAfter: Bool = false
    ) {
      self.text = text
      self.matches = matches
      self.isCutBefore = isCutBefore
      self.isCutAfter = isCutAfter
    }
  }

  /// The place in the result list, from 1.
  public var rank: Int
  public var score: Float
  public var document: Document
  public var snippet: Snippet?
  public var explanation: Explanation?

  public init(
    rank: Int, score: Float, document: Document, snippet: Snippet? = nil,
    explanation: Explanation? = nil
  ) {
    self.rank = rank
    self.score = score
    self.document = document
    self.snippet = snippet
    self.explanation = explanation
  }
}
