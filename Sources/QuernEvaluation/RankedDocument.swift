/// A document in a list of results.
package struct RankedDocument: Sendable, Hashable {
  package var key: String
  package var score: Float

  package init(key: String, score: Float) {
    self.key = key
    self.score = score
  }

  /// The same with the name that the document has in files.
  var inFile: RankedDocument { RankedDocument(key: TextColumn.escaped(key), score: score) }

  /// The order in which trec_eval reads a list: the best score first, of equal ones the greatest
  /// key in bytes; it looks at no ranks.
  ///
  /// - Complexity: O(*n* log *n*).
  package static func sorted(_ list: [RankedDocument]) -> [RankedDocument] {
    list.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      return right.key.utf8.lexicographicallyPrecedes(left.key.utf8)
    }
  }
}
