extension JSONParser {
  /// Reads a number and spells it as the index keeps it.
  ///
  /// Integers keep their digits however many they are. Others become the shortest spelling of their
  /// `Double`; beyond its range they stay as they are.
  mutating func parseNumber() throws(IngestError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try parseDigits() }
    var isInteger = true
    if take(UInt8(ascii: ".")) {
      isInteger = false
      try parseDigits()
    }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      isInteger = false
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try parseDigits()
    }
    var digits: [UInt8] = []
    for index in start..<position { digits.append(bytes[index]) }
    let spelling = String(decoding: digits, as: UTF8.self)
    guard !isInteger, let number = Double(spelling), number.isFinite else { return spelling }
    return number.description
  }

  /// Steps over at least one digit.
  private mutating func parseDigits() throws(IngestError) {
    let start = position
    while position < bytes.count,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    {
      position += 1
    }
    guard position > start else { throw failure("a digit is missing") }
  }
}
