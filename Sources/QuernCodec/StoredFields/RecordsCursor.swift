/// Reads the records of a segment one after another; each block is unpacked once.
///
/// Belongs to one task.
public struct RecordsCursor: Sendable {
  private let records: RecordsReader
  private var block = 0
  private var number: UInt32 = 0

  /// The rest of the current block, the last record first.
  private var rest: [[UInt8]] = []

  /// Starts before the first record.
  public init(_ records: RecordsReader) { self.records = records }

  /// The next record and its number; `nil` at the end.
  ///
  /// - Throws: ``CodecError``; the cursor is of no more use then.
  /// - Complexity: O(bytes of the record), and each block unpacked once.
  public mutating func next() throws(CodecError) -> (number: UInt32, record: [UInt8])? {
    while rest.isEmpty {
      guard block < records.blockCount else {
        guard number == records.count else { throw records.tooMany(block) }
        return nil
      }
      let current = block
      block += 1
      rest = try records.records(ofBlock: current, first: number).reversed()
    }
    defer { number += 1 }
    return (number, rest.removeLast())
  }
}
