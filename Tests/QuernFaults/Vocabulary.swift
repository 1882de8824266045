/// The few keys and words of which random documents are made.
package struct Vocabulary: Sendable {
  /// The document that names the last step that was committed.
  package static let stepKey = "step"

  package let keys: [String]
  package let words: [String]

  package init(keyCount: Int, wordCount: Int) {
    keys = (0..<keyCount).map { "d\($0)" }
    words = (0..<wordCount).map { "w\($0)" }
  }
}

extension Vocabulary {
  /// What the process writes that is killed by the tests.
  package static let killed = Vocabulary(keyCount: 30, wordCount: 12)
}
