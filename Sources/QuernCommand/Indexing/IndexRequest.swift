/// What a run is to do.
struct IndexRequest {
  var folder: IndexFolder
  var sources: SourceOptions

  /// Whether the index is made anew.
  var rebuilds = false

  /// Whether documents whose file or line is gone stay.
  var keepsMissing = false

  /// Whether to wait for another writer.
  var waits = false

  /// Whether only failures are told.
  var isQuiet = false

  /// Whether records are written instead of lines.
  var isJSON = false

  /// The memory to take at most; `nil` for the usual.
  var memoryByteCount: Int?

  /// The threads that analyse and write; `nil` for one for each core.
  var threadCount: Int?

  init(_ folder: IndexFolder, _ sources: SourceOptions) {
    self.folder = folder
    self.sources = sources
  }
}
