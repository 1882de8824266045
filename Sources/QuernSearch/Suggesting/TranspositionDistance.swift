/// The least number of characters to insert, delete, replace or exchange with a neighbour that makes one
/// word of another, none of them changed twice; `nil` above `limit`.
///
/// Damerau, "A technique for computer detection and correction of spelling errors" (1964). The distance
/// that fuzzy words of a query have.
///
/// - Complexity: O(left · right) in characters.
func transpositionDistance(
  _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], limit: Int
) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  var before = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for row in left.indices {
    var next = [row + 1]
    next.reserveCapacity(right.count + 1)
    for column in right.indices {
      let isSame = left[row] == right[column]
      var best = min(last[column] + (isSame ? 0 : 1), last[column + 1] + 1, next[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, before[column - 1] + 1)
      }
      next.append(best)
    }
    (before, last) = (last, next)
  }
  return last[right.count] <= limit ? last[right.count] : nil
}
