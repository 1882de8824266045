import QuernModel
import QuernPresentation

/// Writes hits: laid out for a person at a terminal, else a line each.
struct HitWriter {
  private let output: StandardOutput

  /// `nil` where no person looks on.
  private let layout: TerminalLayout?

  init(_ output: StandardOutput, isTerminal: Bool, color: ColorChoice) {
    self.output = output
    layout =
      isTerminal ? TerminalLayout(width: Terminal.width, isColored: color.isColored) : nil
  }

  /// - Throws: ``CommandFailure``.
  func write(_ hits: [Hit]) throws(CommandFailure) {
    for hit in hits {
      if let layout {
        try output.writeLine(layout.hit(hit))
        continue
      }
      try output.writeLine(HitLine.text(hit))
      if let explanation = hit.explanation {
        try output.write(ExplanationTree.text(explanation, indent: "  "))
      }
    }
  }

  /// Writes which hits of how many were shown, for a person.
  ///
  /// - Throws: ``CommandFailure``.
  func writeSummary(
    of hits: [Hit], total: Int?, nanoseconds: Int
  ) throws(CommandFailure) {
    guard let layout, let first = hits.first else { return }
    try output.write(
      layout.summary(
        firstRank: first.rank, shownCount: hits.count, total: total, nanoseconds: nanoseconds))
  }
}
