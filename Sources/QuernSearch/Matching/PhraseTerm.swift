import QuernCodec
import QuernIndex
import QuernModel

/// A term of a word of a phrase: its postings, and its positions, which are read when a document has
/// all words.
struct PhraseTerm {
  var cursor: TermCursor

  private var positions: PositionsCursor

  // Where the positions cursor stands: before the document with this index of this block.
  private var blockNumber = -1
  private var index = 0

  init(_ field: FieldReader, _ entry: TermEntry) throws(SearchError) {
    cursor = try TermCursor(field, entry)
    do { positions = try field.positions(entry) } catch { throw .index(error) }
  }

  /// Reads the positions of the current document.
  mutating func read(into values: inout [UInt32]) throws(CodecError) {
    if blockNumber != cursor.blockNumber || index > cursor.index {
      try positions.seek(cursor.positionMark)
      blockNumber = cursor.blockNumber
      index = 0
    }
    try positions.skip(cursor.occurrences(from: index))
    try positions.read(Int(cursor.frequency()), into: &values)
    index = cursor.index + 1
  }
}
