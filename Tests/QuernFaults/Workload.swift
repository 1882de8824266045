package import Quern
import QuernModel
package import QuernTestSupport

/// Random batches of changes, each one the same whenever it is asked for again.
///
/// So two processes, of which one may die at any time, agree on what each commit holds.
package struct Workload: Sendable {
  package let seed: UInt64
  package let vocabulary: Vocabulary

  /// The longest document in words.
  private let textLength: Int

  package init(seed: UInt64, vocabulary: Vocabulary, textLength: Int = 12) {
    self.seed = seed
    self.vocabulary = vocabulary
    self.textLength = textLength
  }

  /// One batch: what it changes, and whether everything is merged with it.
  package struct Step: Sendable {
    package var changes: [Change]
    package var optimizes: Bool
  }

  /// The batch of a number, from 1; its last change is the document that names it.
  package func step(_ number: Int) -> Step {
    var random = SeededGenerator(seed: seed &+ UInt64(truncatingIfNeeded: number) &* 0x9E37)
    var changes: [Change] = []
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      changes.append(change(using: &random))
    }
    changes.append(.add(Vocabulary.stepKey, ["step\(number)"]))
    return Step(changes: changes, optimizes: Int.random(in: 0..<8, using: &random) == 0)
  }

  /// A random change: two of three add or replace.
  package func change(using random: inout SeededGenerator) -> Change {
    let key = vocabulary.keys.randomElement(using: &random) ?? "d0"
    guard Int.random(in: 0..<3, using: &random) > 0 else { return .delete(key) }
    let count = Int.random(in: 0...textLength, using: &random)
    let words = (0..<count).map { _ in vocabulary.words.randomElement(using: &random) ?? "w0" }
    return .add(key, words)
  }

  /// The documents after so many steps.
  package func model(after steps: Int) -> DocumentModel {
    var model = DocumentModel()
    for number in 0..<steps { model.apply(step(number + 1).changes) }
    return model
  }

  /// The number of the last step that an index holds; 0 for none.
  ///
  /// - Throws: whatever the index throws.
  package static func lastStep(in snapshot: Snapshot) throws(QuernError) -> Int {
    let document = try snapshot.document(for: DocumentKey(Vocabulary.stepKey))
    return document?[.text].flatMap { Int($0.dropFirst(4)) } ?? 0
  }
}

extension IndexWriter {
  /// Writes changes as one commit.
  ///
  /// - Throws: whatever the index throws.
  package func commit(_ changes: [Change]) throws(QuernError) {
    var batch = try begin()
    for change in changes { try batch.apply(change) }
    _ = try batch.commit()
  }

  /// Makes changes and forgets them.
  ///
  /// - Throws: whatever the index throws.
  package func rollBack(_ changes: [Change]) throws(QuernError) {
    var batch = try begin()
    for change in changes { try batch.apply(change) }
    batch.rollback()
  }
}

extension WriteBatch {
  /// Makes one change.
  ///
  /// - Throws: whatever the index throws.
  package mutating func apply(_ change: Change) throws(QuernError) {
    switch change {
    case .add(let key, let words):
      let text = words.joined(separator: " ")
      try add(Document(key: DocumentKey(key), fields: [.init(.text, [text])]))
    case .delete(let key): try delete(DocumentKey(key))
    }
  }
}
