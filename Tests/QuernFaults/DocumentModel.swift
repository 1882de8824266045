package import Quern
import QuernModel

/// The documents that an index must have, in a dictionary: the oracle of everything that writes.
package struct DocumentModel: Equatable, Sendable {
  /// The words of each document.
  package private(set) var words: [String: [String]] = [:]

  /// The keys, in the order in which their documents were added.
  package private(set) var keys: [String] = []

  package init() {}

  package mutating func apply(_ change: Change) {
    switch change {
    case .add(let key, let text):
      keys.removeAll { $0 == key }
      keys.append(key)
      words[key] = text
    case .delete(let key):
      keys.removeAll { $0 == key }
      words[key] = nil
    }
  }

  package mutating func apply(_ changes: [Change]) {
    for change in changes { apply(change) }
  }

  /// What the index has otherwise: documents by key, and the count of hits of each word.
  ///
  /// - Parameter vocabulary: the keys and words that may be there, and those that must not.
  /// - Returns: `nil` where all is equal.
  /// - Throws: whatever the index throws.
  package func difference(
    from snapshot: Snapshot, _ vocabulary: Vocabulary
  ) throws(QuernError) -> String? {
    guard snapshot.documentCount == words.count else {
      return "\(snapshot.documentCount) documents instead of \(words.count)"
    }
    for key in vocabulary.keys + [Vocabulary.stepKey] {
      let found = try snapshot.document(for: DocumentKey(key))?[.text]
      let wanted = words[key]?.joined(separator: " ")
      guard found == wanted else { return "\(key) is \(found ?? "none"), not \(wanted ?? "none")" }
    }
    let options = SearchOptions(limit: 1_000)
    for word in vocabulary.words {
      let result = try snapshot.search(word, options: options)
      let found = Set(result.hits.map(\.document.key.rawValue))
      let wanted = Set(words.filter { $0.value.contains(word) }.keys)
      guard found == wanted, result.total == wanted.count, result.hits.count == wanted.count else {
        return
          "\(word) finds \(found.sorted()), \(result.total ?? -1) in all, not \(wanted.sorted())"
      }
    }
    return nil
  }
}
