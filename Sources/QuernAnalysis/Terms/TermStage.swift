/// One step from a word to its term.
///
/// An analyzer is a ``WordBreaking`` and a list of stages, which run in their order once for every
/// distinct word. A stage that leaves nothing of a word ends the way: the word has no term.
public enum TermStage: Sendable, Hashable {
  /// NFC: letters and marks in one way of writing them, case and marks kept.
  case composed

  /// The lower-case letters of Turkish: `I` becomes `ı`, `İ` becomes `i`.
  ///
  /// For use before ``caseFolded``, which makes an `i` of `I`.
  case turkishCaseFolded

  /// NFKC_Casefold, exactly as ICU does it.
  case caseFolded

  /// Every apostrophe becomes `'`, and none stays at the ends of a word.
  ///
  /// Part of ``lettersFolded``, for stages before that one which look for apostrophes.
  case apostrophesFolded

  /// What an apostrophe fastens to a word is dropped: `l'homme` becomes `homme`.
  case cliticsDropped(Clitics)

  /// The Romanian ș and ț get cedillas instead of commas, as the stemmer expects them.
  case romanianCedillas

  /// Accents, strokes, ligatures, optional points and apostrophes are folded: `Çırağan` and
  /// `Ciragan` are one.
  ///
  /// Expects a word of lower-case letters, hence after ``caseFolded``.
  case lettersFolded

  /// The stem instead of the word.
  ///
  /// Expects a word of lower-case letters in NFC.
  case stemmed(Stemming)
}
