/// How the scores of a word in several fields make one.
public enum Ranking: Sendable, Hashable {
  /// BM25 in each field, times the field's weight, added up.
  case bm25

  /// BM25F: frequencies divided by what their fields' lengths say, times the fields' weights, are added
  /// up before they saturate (Robertson, Zaragoza and Taylor, CIKM 2004; as "simple BM25F" in
  /// Robertson and Zaragoza, 2009, section 3.6).
  ///
  /// Phrases, patterns and words of a named field are ranked as in ``bm25``. What a field with an analysis
  /// of its own makes of a word counts as the same word.
  case bm25f
}
