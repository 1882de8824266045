import QuernStorage

/// Writes the keywords of a column, which ascend.
struct KeywordWriter {
  private var ends = ByteWriter()
  private var texts: [UInt8] = []

  mutating func append(_ keyword: some Sequence<UInt8>) {
    texts.append(contentsOf: keyword)
    ends.writeFixed(UInt32(clamping: texts.count))
  }

  /// The bytes of the section; `nil` where there are more than their ends can say.
  var bytes: [UInt8]? { texts.count < Int(UInt32.max) ? ends.bytes + texts : nil }
}
