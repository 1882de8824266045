package import QuernModel

/// Hits as tab-separated lines, for other programs to cut and sort.
package enum HitLine {
  /// Rank, score, key and title, and how many others it stands for where hits were collapsed; without a
  /// line end.
  ///
  /// Tabs and line ends in values become blanks and control characters visible signs: four columns
  /// are always four. The exact values are in ``SearchRecords``.
  package static func text(_ hit: Hit) -> String {
    var cells = [
      String(hit.rank), hit.score.description, DisplayText.cell(hit.document.key.rawValue),
      DisplayText.cell(hit.document[.title] ?? ""),
    ]
    if let more = hit.collapsedCount { cells.append(String(more)) }
    return cells.joined(separator: "\t")
  }
}
