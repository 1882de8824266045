package import QuernModel
import QuernStorage

/// The different values of a column, ascending.
///
/// See `FORMAT.md`.
///
///     Values := value(u64){distinct} | end(u32){distinct} byte*
package struct ColumnValues: Sendable {
  package let count: Int
  package let type: FieldType
  private let view: ByteView
  private let textStart: Int

  init(_ view: ByteView, _ entry: ColumnEntry) throws(CodecError) {
    self.view = view
    type = entry.type
    count = Int(entry.distinctCount)
    textStart = entry.type == .keyword ? count * 4 : count * 8
    let isRight = entry.type == .keyword ? view.count >= textStart : view.count == textStart
    guard isRight else {
      throw .damaged(
        file: view.file, offset: view.fileOffset, expected: "\(count) values of \(entry.name)",
        found: "\(view.count) bytes")
    }
  }

  /// A value of a column that is no keyword.
  package func integer(_ ordinal: Int) throws(CodecError) -> UInt64 {
    try reading { () throws(StorageError) in try view.load(UInt64.self, at: ordinal * 8) }
  }

  /// A keyword.
  package func keyword(_ ordinal: Int) throws(CodecError) -> [UInt8] {
    try reading { () throws(StorageError) in
      let start = ordinal == 0 ? 0 : Int(try view.load(UInt32.self, at: (ordinal - 1) * 4))
      let end = Int(try view.load(UInt32.self, at: ordinal * 4))
      return try view.copyBytes(at: textStart + start, count: end - start)
    }
  }

  /// A value as it is shown.
  package func text(_ ordinal: Int) throws(CodecError) -> String {
    if type == .keyword { return String(decoding: try keyword(ordinal), as: UTF8.self) }
    return ValueText.text(of: try integer(ordinal), as: type)
  }

  /// The first ordinal whose value is not below another one.
  package func first(notBelow value: UInt64) throws(CodecError) -> Int {
    try first { (ordinal) throws(CodecError) in try integer(ordinal) < value }
  }

  /// The first ordinal whose keyword is not below another one.
  package func first(notBelow keyword: [UInt8]) throws(CodecError) -> Int {
    try first { (ordinal) throws(CodecError) in
      try self.keyword(ordinal).lexicographicallyPrecedes(keyword)
    }
  }

  private func first(
    notBelow isBelow: (Int) throws(CodecError) -> Bool
  ) throws(CodecError) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if try isBelow(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Verifies the order of the values, and that they fill their section.
  package func check() throws(CodecError) {
    if type == .keyword {
      var previous: [UInt8]?
      var size = 0
      for ordinal in 0..<count {
        let value = try keyword(ordinal)
        size += value.count
        guard !value.isEmpty, value.count <= ValueText.maximumByteCount,
          previous.map({ $0.lexicographicallyPrecedes(value) }) ?? true
        else { throw disorder(ordinal) }
        previous = value
      }
      if textStart + size != view.count { throw disorder(count) }
    } else {
      for ordinal in 1..<max(count, 1) where try integer(ordinal - 1) >= integer(ordinal) {
        throw disorder(ordinal)
      }
    }
  }

  private func disorder(_ ordinal: Int) -> CodecError {
    .damaged(
      file: view.file, offset: view.fileOffset, expected: "values that ascend and fill the section",
      found: "others from value \(ordinal) on")
  }
}
