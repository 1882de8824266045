/// A piece of a wildcard.
package enum WildcardPiece: Sendable, Hashable {
  case bytes([UInt8])

  /// `?`: one character.
  case anyCharacter

  /// `*`: any characters, or none.
  case anything
}
