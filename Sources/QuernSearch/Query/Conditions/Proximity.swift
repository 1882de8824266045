/// Words that stand near each other in one value of a field.
package enum Proximity: Sendable, Hashable {
  /// A phrase whose words may be moved by so many positions together, as in Lucene.
  case sloppy([PhraseWord], slop: Int)

  /// Words with at most so many others between the first and the last of them, each at a place of
  /// its own; each given by the terms that may stand for it.
  case window([[[UInt8]]], gaps: Int, ordered: Bool)

  /// The words, each given by the terms that may stand for it.
  package var words: [[[UInt8]]] {
    switch self {
    case .sloppy(let words, _): words.map(\.terms)
    case .window(let words, _, _): words
    }
  }
}
