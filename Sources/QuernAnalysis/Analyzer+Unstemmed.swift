extension Analyzer {
  /// What the stages make of a part of a word, but for stemming and dropping what is fastened to it.
  ///
  /// For patterns: the letters before a `*` are not a word that has an ending. Where a library fails,
  /// the part is as it was given.
  ///
  /// - Complexity: linear in the text; it is not cut into words.
  public func unstemmed(_ part: String) -> [UInt8] {
    let kept = stages.filter { stage in
      switch stage {
      case .stemmed, .cliticsDropped: false
      default: true
      }
    }
    guard let maker = try? TermMaker(stages: kept) else { return Array(part.utf8) }
    var term: [UInt8] = []
    maker.make(&term, of: part.utf8Span.span)
    return term
  }
}
