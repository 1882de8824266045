/// Rows of cells in aligned columns, all but the last padded.
struct Table {
  private var rows: [[String]] = []

  /// Which columns are set flush right, as numbers are.
  var rightAligned: Set<Int> = []

  mutating func add(_ cells: String...) { add(cells) }

  mutating func add(_ cells: [String]) {
    // Leading blanks are layout: they come from no document.
    rows.append(cells.map { DisplayText.cell($0) })
  }

  var text: String {
    let columnCount = rows.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { column in
      rows.map { column < $0.count ? DisplayWidth.of($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let padding = String(repeating: " ", count: widths[column] - DisplayWidth.of(cell))
        if rightAligned.contains(column) { return padding + cell }
        return column == row.count - 1 ? cell : cell + padding
      }.joined(separator: "  ") + "\n"
    }.joined()
  }
}
