/// How words are reduced to stems.
public enum Stemming: Sendable, Hashable {
  /// The English stemmer of Snowball, known as Porter2.
  case english

  /// A stemmer of this kind.
  ///
  /// - Throws: ``AnalysisError/stemmer(algorithm:)``.
  func makeStemmer() throws(AnalysisError) -> SnowballStemmer {
    switch self {
    case .english: try SnowballStemmer("english")
    }
  }
}
