import QuernCodec

/// The column by which documents of a segment are ordered: each has a rank, the least comes first.
struct RankedColumn {
  private let column: ColumnReader?
  private let isDescending: Bool
  private var block = ColumnBlock()

  /// - Parameter column: `nil` where no document has a value.
  init(_ column: ColumnReader?, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }

  /// The rank of documents without a value.
  var missing: Int { column?.values.count ?? 0 }

  /// The rank of a document: of several values the one counts that brings it furthest to the front.
  mutating func rank(of document: UInt32) throws(CodecError) -> Int {
    guard let column else { return missing }
    try column.load(Int(document >> 7), into: &block)
    let places = block.places(of: Int(document & 127))
    guard !places.isEmpty else { return missing }
    return isDescending
      ? missing - 1 - Int(block.ordinals[places.upperBound - 1])
      : Int(block.ordinals[places.lowerBound])
  }

  /// The value of a rank.
  func value(_ rank: Int) throws(CodecError) -> ColumnValue? {
    guard let column, rank < missing else { return nil }
    return try ColumnValue(column.values, isDescending ? missing - 1 - rank : rank)
  }

  /// Where a value would stand: the first rank that is not before it, and whether it is its own.
  func rank(of value: ColumnValue?) throws(CodecError) -> (rank: Int, isEqual: Bool) {
    guard let value else { return (missing, true) }
    guard let column else { return (0, false) }
    let ordinal = try value.firstOrdinal(in: column.values)
    var isEqual = false
    if ordinal < column.values.count {
      isEqual = try ColumnValue(column.values, ordinal) == value
    }
    if !isDescending { return (ordinal, isEqual) }
    return (missing - ordinal - (isEqual ? 1 : 0), isEqual)
  }
}
