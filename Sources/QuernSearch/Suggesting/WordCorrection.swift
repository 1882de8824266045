/// A word, or two, that may be meant by another.
struct WordCorrection: Hashable {
  /// As documents write it.
  var spelling: String

  /// How many edits away it is; a blank more or less is one.
  var edits: Int

  /// How many documents have it.
  var documentCount: Int
}
