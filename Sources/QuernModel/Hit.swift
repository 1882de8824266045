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

    /// Whether text was left out after the snippet.
    public var isCutAfter: Bool

    /// Makes a value of its parts.
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

  /// The BM25 score: the higher, the better; comparable within one query.
  public var score: Float

  /// The document with its stored fields.
  public var document: Document

  /// How many other hits have the value that this one stands for, where hits were collapsed.
  public var collapsedCount: Int?

  /// A piece of the text, where one was asked for.
  public var snippet: Snippet?

  /// Why the document has its score, where that was asked for.
  public var explanation: Explanation?

  /// Makes a value of its parts.
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
