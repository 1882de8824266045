/// Reads the numbers of a date, each of fixed length.
struct DateReader {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  var isAtEnd: Bool { place == bytes.endIndex }

  mutating func read(_ count: Int) -> Int64? {
    guard bytes.endIndex - place >= count else { return nil }
    var value: Int64 = 0
    for byte in bytes[place..<place + count] {
      guard byte &- 0x30 < 10 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    place += count
    return value
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.endIndex, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  /// Reads `T10:30`, `T10:30:05`, `T10:30:05.25`, and an offset, to the end.
  ///
  /// - Returns: where the time begins in its day and how long it is, in milliseconds.
  mutating func readTime() -> (start: Int64, length: Int64)? {
    guard skip(0x54) || skip(0x74) || skip(0x20), let hour = read(2), hour < 24, skip(0x3A),
      let minute = read(2), minute < 60
    else { return nil }
    var (start, length) = ((hour * 3_600 + minute * 60) * 1_000, Int64(60_000))
    if skip(0x3A) {
      guard let second = read(2), second < 60 else { return nil }
      (start, length) = (start + second * 1_000, 1_000)
      if skip(0x2E) || skip(0x2C) {
        guard let fraction = readFraction() else { return nil }
        (start, length) = (start + fraction, 1)
      }
    }
    guard let offset = readOffset() else { return nil }
    return (start - offset, length)
  }

  /// Reads the digits behind the point as milliseconds; further ones are cut.
  private mutating func readFraction() -> Int64? {
    var (value, unit) = (Int64(0), Int64(100))
    let first = place
    while let digit = read(1) {
      value += digit * unit
      unit /= 10
    }
    return place > first ? value : nil
  }

  /// Reads `Z`, `+03:00`, `+0300`, `+03` or nothing, to the end.
  private mutating func readOffset() -> Int64? {
    if isAtEnd { return 0 }
    if skip(0x5A) || skip(0x7A) { return isAtEnd ? 0 : nil }
    let isEast = skip(0x2B)
    guard isEast || skip(0x2D), let hours = read(2), hours < 24 else { return nil }
    var minutes: Int64 = 0
    if !isAtEnd {
      _ = skip(0x3A)
      guard let read = read(2), read < 60, isAtEnd else { return nil }
      minutes = read
    }
    let offset = (hours * 3_600 + minutes * 60) * 1_000
    return isEast ? offset : -offset
  }
}
