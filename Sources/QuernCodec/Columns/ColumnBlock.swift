/// The values of 128 neighbouring documents, unpacked: what a column is read into.
package struct ColumnBlock: Sendable {
  /// The number of the block; −1 while nothing was read.
  package internal(set) var number = -1

  /// The ordinals: of each document one, or ``missing``; or those of all documents, one after another,
  /// where ``ends`` says whose they are.
  package internal(set) var ordinals: [UInt32]

  /// Where the ordinals of each document end; empty where each has one or none.
  package internal(set) var ends: [UInt32] = []

  /// Stands for no value.
  package static let missing: UInt32 = .max

  package init() {
    ordinals = [UInt32](repeating: Self.missing, count: BitPacking.blockSize)
  }

  /// Where the ordinals of a document of the block stand.
  package func places(of document: Int) -> Range<Int> {
    if ends.isEmpty {
      return ordinals[document] == Self.missing ? document..<document : document..<document + 1
    }
    return (document == 0 ? 0 : Int(ends[document - 1]))..<Int(ends[document])
  }
}
