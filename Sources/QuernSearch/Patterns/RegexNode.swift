/// A part of a regular expression.
package indirect enum RegexNode: Sendable, Hashable {
  /// The characters of a text one after another; none for an empty one.
  case bytes([UInt8])

  /// One character of some ranges.
  case oneOf([ClosedRange<UInt32>])
  case sequence([RegexNode])
  case choice([RegexNode])

  /// So many times the same; `nil` for any number.
  case repeated(RegexNode, least: Int, most: Int?)

  /// All characters.
  static let anyCharacter = RegexNode.oneOf([0...0x10FFFF])

  /// The same with its literal characters changed.
  func mapLiterals(_ change: ([UInt8]) -> [UInt8]) -> RegexNode {
    switch self {
    case .bytes(let bytes): .bytes(change(bytes))
    case .oneOf: self
    case .sequence(let nodes): .sequence(nodes.map { $0.mapLiterals(change) })
    case .choice(let nodes): .choice(nodes.map { $0.mapLiterals(change) })
    case .repeated(let node, let least, let most):
      .repeated(node.mapLiterals(change), least: least, most: most)
    }
  }
}
