import QuernCodec
import QuernModel
import QuernStorage

/// Collects the values of one field, and makes a column of them.
struct ColumnBuilder {
  let name: FieldName
  private(set) var counts = ValueCounts()

  /// The values that are short enough for a column, and what is counted of each.
  private var table = ValueTable()
  private var kinds: [ValueCounts] = []

  /// A document in the high half and the number of a value in the low one.
  private var log: [UInt64] = []
  private let keepsValues: Bool

  /// - Parameter keepsValues: whether there is to be a column; else values are only counted.
  init(_ name: FieldName, keepsValues: Bool = true) {
    self.name = name
    self.keepsValues = keepsValues
  }

  /// The bytes that wait, with those that it takes to order and to write them.
  var memoryByteCount: Int {
    table.memoryByteCount + kinds.count * (MemoryLayout<ValueCounts>.stride + 16)
      + log.capacity * 8 + log.count * 5
  }

  /// Adds a value of a document; documents ascend.
  mutating func append(document: UInt32, _ bytes: ArraySlice<UInt8>) {
    let value = ValueText.trimmed(bytes)
    guard !value.isEmpty else { return }
    guard keepsValues, value.count <= ValueText.maximumByteCount else {
      counts = counts + ValueCounts(of: value)
      return
    }
    let (number, isNew) = table.insert(value)
    if isNew { kinds.append(ValueCounts(of: value)) }
    counts = counts + kinds[number]
    log.append(UInt64(document) << 32 | UInt64(number))
  }

  /// The column; `nil` where no value has a place in it.
  ///
  /// - Parameter type: of the column.
  func column(as type: FieldType, documentCount: UInt32) -> EncodedColumn? {
    let (values, distinctCount, ordinals) =
      type == .keyword ? orderedKeywords() : orderedIntegers(as: type)
    guard distinctCount > 0, let values else { return nil }
    var writer = ColumnWriter()
    var start = 0
    var found: [UInt32] = []
    while start < log.count {
      let document = log[start] >> 32
      found.removeAll(keepingCapacity: true)
      while start < log.count, log[start] >> 32 == document {
        let ordinal = ordinals[Int(log[start] & 0xFFFF_FFFF)]
        if ordinal != .max { found.append(ordinal) }
        start += 1
      }
      if found.count > 1 { Self.sortUnique(&found) }
      writer.append(document: UInt32(document), found)
    }
    var entry = ColumnEntry(name: name, counts: counts, type: type)
    entry.distinctCount = UInt32(distinctCount)
    return EncodedColumn(entry, values: values, writer, documentCount: documentCount)
  }

  static func sortUnique(_ ordinals: inout [UInt32]) {
    ordinals.sort()
    var kept = 1
    for place in 1..<ordinals.count where ordinals[place] != ordinals[kept - 1] {
      ordinals[kept] = ordinals[place]
      kept += 1
    }
    ordinals.removeLast(ordinals.count - kept)
  }

  /// The keywords in order, and the ordinal of each value by its number; no bytes where they are too
  /// many for a file.
  private func orderedKeywords() -> (values: [UInt8]?, count: Int, ordinals: [UInt32]) {
    let order = (0..<table.count).sorted { table[$0].lexicographicallyPrecedes(table[$1]) }
    var ordinals = [UInt32](repeating: 0, count: order.count)
    var values = KeywordWriter()
    for (ordinal, number) in order.enumerated() {
      ordinals[number] = UInt32(ordinal)
      values.append(table[number])
    }
    return (values.bytes, order.count, ordinals)
  }

  private func orderedIntegers(
    as type: FieldType
  ) -> (values: [UInt8]?, count: Int, ordinals: [UInt32]) {
    var found: [(value: UInt64, number: Int)] = []
    for number in 0..<table.count {
      if let value = ValueText.integer(table[number], as: type) { found.append((value, number)) }
    }
    found.sort { $0.value < $1.value }
    var ordinals = [UInt32](repeating: .max, count: table.count)
    var values = ByteWriter()
    var last: UInt64?
    var count = 0
    for (value, number) in found {
      if value != last {
        values.writeFixed(value)
        count += 1
      }
      last = value
      ordinals[number] = UInt32(count - 1)
    }
    return (values.bytes, count, ordinals)
  }
}
