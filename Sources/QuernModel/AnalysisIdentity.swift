/// The analysis that an index was written with.
///
/// Terms of two analyses do not match each other.
public struct AnalysisIdentity: Sendable, Hashable {
  /// The analyzer of every field that has none of its own.
  ///
  /// `auto` stands for the choice of one for each document.
  public var main: AnalyzerIdentity

  /// The analyzers of fields that have one of their own.
  public var fields: [FieldName: AnalyzerIdentity]

  /// The analyzers that `auto` has chosen for documents so far, by name.
  public var chosen: [AnalyzerIdentity]

  /// The version of the rules by which words are cut; it rises when the same text gives other words.
  public var tokenizer: UInt32

  /// The version of ICU, such as `72.1`.
  public var icu: String

  /// The version of Unicode that this ICU implements, such as `15.0`.
  public var unicode: String

  /// Makes an identity of its parts.
  public init(
    main: AnalyzerIdentity, fields: [FieldName: AnalyzerIdentity] = [:],
    chosen: [AnalyzerIdentity] = [], tokenizer: UInt32 = 1, icu: String, unicode: String
  ) {
    self.main = main
    self.fields = fields
    self.chosen = chosen
    self.tokenizer = tokenizer
    self.icu = icu
    self.unicode = unicode
  }
}
