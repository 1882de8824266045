import QuernIngest

extension IngestFailure {
  /// Whether the file or folder could not be reached, and may be there again another time.
  ///
  /// Otherwise it was read and is not what it should be.
  var isUnreached: Bool {
    switch reason {
    case .missing, .system, .changedWhileRead: line == nil
    default: false
    }
  }
}
