import QuernCodec

/// Writes dictionary, postings and positions of one field, term after term in byte order.
///
/// What is written waits in memory until ``write(to:number:)``, since the file takes one section at a
/// time.
struct FieldSectionsWriter {
  private var lists = PostingListWriter()
  private var dictionary = DictionaryWriter()

  /// Adds a posting to the list of the current term.
  ///
  /// - Parameter range: the document's share of `positions`, ascending.
  mutating func append(
    document: UInt32, lengthCode: UInt8, positions: [UInt32], _ range: Range<Int>
  ) {
    lists.append(document: document, lengthCode: lengthCode, positions: positions, in: range)
  }

  /// Ends the list of the current term.
  mutating func finishTerm(_ term: ArraySlice<UInt8>) {
    dictionary.append(Array(term), entry: lists.finishList())
  }

  mutating func write(to writer: FramedWriter, number: Int) throws(CodecError) {
    try writer.writeSection(.dictionaryBlocks, field: number, dictionary.takeBlocks())
    try writer.writeSection(.dictionaryIndex, field: number, dictionary.index())
    try writer.writeSection(.postings, field: number, lists.takePostings())
    try writer.writeSection(.positions, field: number, lists.takePositions())
  }
}
