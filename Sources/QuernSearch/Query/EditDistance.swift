/// The least number of bytes to insert, delete or replace that makes one name of another.
///
/// Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals" (1966).
/// A distance above `limit` is `nil`.
///
/// - Complexity: O(left · right) in bytes.
package func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
  guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
  // Row i holds the distances between the first i bytes of `left` and all prefixes of `right`.
  var row = Array(0...right.count)
  for (index, byte) in left.enumerated() {
    var diagonal = row[0]
    row[0] = index + 1
    for column in right.indices {
      let replaced = diagonal + (byte == right[column] ? 0 : 1)
      diagonal = row[column + 1]
      row[column + 1] = min(replaced, diagonal + 1, row[column] + 1)
    }
  }
  return row[right.count] <= limit ? row[right.count] : nil
}
