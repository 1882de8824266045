import QuernModel

extension JSONParser {
  /// Reads a string from its opening quote on.
  mutating func parseString() throws(IngestError) -> String {
    position += 1
    let start = position
    let quote = ByteSearch.firstIndex(
      of: UInt8(ascii: "\""), in: bytes, from: start, to: bytes.count)
    guard let quote, Self.isPlain(bytes.extracting(start..<quote)) else {
      return try parseStringByByte()
    }
    position = quote + 1
    return text(start..<quote)
  }

  /// Whether bytes stand for themselves.
  private static func isPlain(_ bytes: Span<UInt8>) -> Bool {
    var others: UInt8 = 0
    for index in bytes.indices {
      others |= (bytes[index] < 0x20 ? 1 : 0) | (bytes[index] == UInt8(ascii: "\\") ? 1 : 0)
    }
    return others == 0
  }

  /// Reads a string from behind its opening quote on, whatever is in it.
  private mutating func parseStringByByte() throws(IngestError) -> String {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let text = text(start..<position)
        position += 1
        return text
      case UInt8(ascii: "\\"):
        return try parseEscapedString(from: start)
      case 0..<0x20:
        throw failure("a control character is not escaped")
      default:
        position += 1
      }
    }
    throw failure("the text ends inside a string")
  }

  /// Reads the rest of a string that has escapes; `position` is at the first of them.
  private mutating func parseEscapedString(from start: Int) throws(IngestError) -> String {
    var result: [UInt8] = []
    var runStart = start
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        append(runStart..<position, to: &result)
        position += 1
        if byte == UInt8(ascii: "\"") { return String(decoding: result, as: UTF8.self) }
        try parseEscape(into: &result)
        runStart = position
      } else if byte < 0x20 {
        throw failure("a control character is not escaped")
      } else {
        position += 1
      }
    }
    throw failure("the text ends inside a string")
  }

  private mutating func append(_ range: Range<Int>, to result: inout [UInt8]) {
    do {
      let run = try UTF8Span(validating: bytes.extracting(range)).span
      for index in run.indices { result.append(run[index]) }
    } catch {
      result.append(contentsOf: text(range).utf8)
    }
  }

  /// The text of a run without escapes.
  private mutating func text(_ range: Range<Int>) -> String {
    let repaired = RepairedText(bytes.extracting(range))
    if let first = repaired.firstReplaced {
      let here = ReplacedBytes(
        count: repaired.replacedByteCount, firstOffset: range.lowerBound + first)
      replaced = ReplacedBytes.joined(replaced, here)
    }
    return repaired.text
  }

  /// Reads what follows a backslash.
  private mutating func parseEscape(into result: inout [UInt8]) throws(IngestError) {
    guard position < bytes.count else { throw failure("the text ends inside an escape") }
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(byte)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"):
      position += 1
      result.append(contentsOf: String(Character(try parseScalar())).utf8)
      return
    default: throw failure("no such escape")
    }
    position += 1
  }

  /// Reads four hexadecimal digits, and the other half of the pair where they are the first half.
  private mutating func parseScalar() throws(IngestError) -> Unicode.Scalar {
    let unit = try parseUnit()
    guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let afterFirst = position
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      position = afterFirst
      return "\u{FFFD}"
    }
    let second = try parseUnit()
    guard UTF16.isTrailSurrogate(second) else {
      // The second escape stands for itself.
      position = afterFirst
      return "\u{FFFD}"
    }
    let value = 0x1_0000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF))
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private mutating func parseUnit() throws(IngestError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count, let digit = Self.hexadecimalDigit(bytes[position]) else {
        throw failure("four hexadecimal digits should follow \\u")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
