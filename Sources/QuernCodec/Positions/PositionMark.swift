/// A place in a term's list of positions.
public struct PositionMark: Sendable, Hashable {
  /// In bytes from the start of the term's list: where the packed block begins.
  public var blockOffset: UInt64

  /// How many positions of that block come before the place.
  public var index: UInt32

  /// Makes a mark; without arguments, the start of the list.
  public init(blockOffset: UInt64 = 0, index: UInt32 = 0) {
    self.blockOffset = blockOffset
    self.index = index
  }
}
