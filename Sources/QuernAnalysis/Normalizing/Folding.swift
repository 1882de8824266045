/// How words are made alike before they are stemmed.
public enum Folding: Sendable, Hashable {
  /// Words stay as they are written.
  case none

  /// NFKC_Casefold, then ``LetterFolding``'s rules: `Çırağan`, `CIRAGAN` and `Ciragan` are one.
  case caseAndAccents
}
