/// The signs of the query language, and how they lose their meaning.
enum QueryText {
  /// What a byte may be at the beginning of a word or inside it.
  struct Sign: OptionSet {
    let rawValue: UInt8

    /// Has a meaning wherever it stands.
    static let anywhere = Sign(rawValue: 1)

    /// Has a meaning where a word begins.
    static let first = Sign(rawValue: 2)

    /// White space of ASCII.
    static let blank = Sign(rawValue: 4)

    /// A letter or a digit of ASCII, `_`, `.` or `-`: what names of fields are made of.
    static let name = Sign(rawValue: 8)

    /// Stands for nothing but itself in wildcards: `http://x.org/?a=*` is none.
    static let address = Sign(rawValue: 16)
  }

  /// The signs of all bytes of ASCII; other bytes have none.
  static let signs: [Sign] = (0..<128 as Range<UInt8>).map { byte in
    var sign: Sign = []
    if "*?^~\\():".utf8.contains(byte) { sign.insert(.anywhere) }
    if "+-!\"[{/&|@<>=".utf8.contains(byte) { sign.insert(.first) }
    if byte == 0x20 || (0x09...0x0D).contains(byte) { sign.insert(.blank) }
    if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "_.-".utf8.contains(byte) {
      sign.insert(.name)
    }
    if ":/=&@#%".utf8.contains(byte) { sign.insert(.address) }
    return sign
  }

  static func sign(_ byte: UInt8) -> Sign { byte < 0x80 ? signs[Int(byte)] : [] }

  /// Whether `\` takes the meaning of a byte away.
  static func canEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// The words that are operators where they stand alone.
  static let operators = ["AND", "OR", "NOT"]

  /// What can be read without a tree.
  enum Simplicity {
    /// Nothing but words of letters and digits of ASCII, none of them an operator: what most queries
    /// are, and what can be analysed as a whole.
    case words

    /// Such words, some with a `+` or `-` before them.
    case signedWords

    case other
  }

  static func simplicity(of text: String) -> Simplicity {
    var found = Simplicity.words
    var previous: UInt8 = 0x20
    let bytes = text.utf8Span.span
    for place in bytes.indices {
      let byte = bytes[place]
      switch byte {
      case 0x61...0x7A, 0x30...0x39: break
      case 0x41...0x5A:
        // Two capitals one after another may be an operator.
        if (0x41...0x5A).contains(previous) { return .other }
      case 0x20:
        if isSign(previous) { return .other }
      case _ where isSign(byte):
        guard previous == 0x20 else { return .other }
        found = .signedWords
      default: return .other
      }
      previous = byte
    }
    return isSign(previous) ? .other : found
  }

  private static func isSign(_ byte: UInt8) -> Bool { byte == 0x2B || byte == 0x2D }

  /// A text as one word of a query: no sign in it has a meaning.
  static func escaped(_ text: String) -> String {
    if operators.contains(text) { return "\\" + text }
    var bytes: [UInt8] = []
    let all = Array(text.utf8)
    for (index, byte) in all.enumerated() {
      let sign = sign(byte)
      if !sign.isDisjoint(with: [.anywhere, .blank]) || (index == 0 && sign.contains(.first))
        || isDotBeforeDot(all[...], at: index) || opensQuote(all, at: index)
      {
        bytes.append(0x5C)
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A bound of a range as it is written in a query.
  static func escapedBound(_ text: String) -> String {
    var bytes: [UInt8] = []
    let all = Array(text.utf8)
    for (index, byte) in all.enumerated() {
      if "()\\^ ".utf8.contains(byte) || isDotBeforeDot(all[...], at: index)
        || opensQuote(all, at: index)
        || (byte == 0x2A && all.count == 1)
      {
        bytes.append(0x5C)
      }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text of a wildcard in which nothing can be taken for the end of a group, a boost, a number
  /// of edits, a range, or the escape of what follows, wherever it is written.
  static func closedWildcard(_ core: ArraySlice<UInt8>) -> String {
    var bytes: [UInt8] = []
    var index = core.startIndex
    while index < core.endIndex {
      if core[index] == 0x5C, escapes(core, at: index) {
        bytes.append(0x5C)
        index += 1
      } else if "\\()^~".utf8.contains(core[index]) || isDotBeforeDot(core, at: index) {
        bytes.append(0x5C)
      }
      bytes.append(core[index])
      index += 1
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a range could be read at a byte.
  private static func isDotBeforeDot(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    bytes[index] == 0x2E && index + 1 < bytes.endIndex && bytes[index + 1] == 0x2E
  }

  /// Whether a mark begins at a byte that opens a quotation even inside a word, or one that does
  /// where a word begins.
  private static func opensQuote(_ bytes: [UInt8], at index: Int) -> Bool {
    guard bytes[index] == 0xE2 || bytes[index] == 0xC2, let quote = QuoteMark(bytes, at: index)
    else { return false }
    return quote.onlyOpens || index == 0
  }

  /// A word without the `\` before its signs.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(0x5C) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == 0x5C, escapes(bytes, at: index) { index += 1 }
      plain.append(bytes[index])
      index += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Whether a `\` takes the meaning of what follows: a sign, a quotation mark, or an operator.
  static func escapes(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    let next = index + 1
    guard next < bytes.endIndex else { return false }
    if canEscape(bytes[next]) { return true }
    if QuoteMark(bytes, at: next) != nil { return true }
    guard index == bytes.startIndex else { return false }
    return operators.contains { bytes[next...].elementsEqual($0.utf8) }
  }
}
