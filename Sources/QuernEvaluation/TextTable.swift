/// The lines of a file of columns, as TREC and its followers write them.
struct TextTable {
  /// One line that is not blank.
  struct Row {
    /// Counts from 1.
    var line: Int
    var columns: [Substring]
  }

  private(set) var rows: [Row] = []

  /// - Parameter maximumColumnCount: what comes after so many columns belongs to the last one.
  init(_ text: String, maximumColumnCount: Int = .max) {
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      // Names with spaces are possible where tabs part the columns.
      let hasTabs = line.utf8.contains(UInt8(ascii: "\t"))
      let columns = line.split(maxSplits: maximumColumnCount - 1) {
        hasTabs ? $0 == "\t" : $0 == " "
      }
      if !columns.isEmpty { rows.append(Row(line: index + 1, columns: columns)) }
    }
  }
}
