/// Why a ``WordScanner`` stopped.
enum ScanStop {
  /// The text ended.
  case end
  /// There is no room for more words.
  case full
  /// ICU has to cut the segment that begins at ``WordScanner/position``; a character of a
  /// dictionary script stands at `index`.
  case dictionary(index: Int)
}
