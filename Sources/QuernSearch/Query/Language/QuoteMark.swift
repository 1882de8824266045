/// A quotation mark that begins a phrase, and the marks that end it.
///
/// Word processors and newsrooms write “ ”, „ “ and « » (in German also » «).
struct QuoteMark {
  /// The mark's length in bytes.
  let byteCount: Int

  /// Whether it begins a phrase even inside a word, as in scripts without spaces.
  ///
  /// The others also stand for inches and for the end of a quotation.
  let onlyOpens: Bool

  private let closing: [[UInt8]]

  private static let straight: [UInt8] = [0x22]
  private static let left = Array("“".utf8)
  private static let right = Array("”".utf8)
  private static let leftPointing = Array("«".utf8)
  private static let rightPointing = Array("»".utf8)

  /// - Returns: `nil` where the bytes at a place begin no phrase.
  init?(_ bytes: [UInt8], at place: Int) { self.init(bytes[...], at: place) }

  /// - Returns: `nil` where the bytes at a place begin no phrase.
  init?(_ bytes: ArraySlice<UInt8>, at place: Int) {
    switch bytes[place] {
    case 0x22:
      self.init(1, onlyOpens: false, closing: [Self.straight])
    case 0xE2 where place + 2 < bytes.endIndex && bytes[place + 1] == 0x80:
      // “ is 9C, ” 9D, „ 9E.
      guard (0x9C...0x9E).contains(bytes[place + 2]) else { return nil }
      self.init(
        3, onlyOpens: bytes[place + 2] != 0x9D, closing: [Self.right, Self.left, Self.straight])
    case 0xC2 where place + 1 < bytes.endIndex && bytes[place + 1] == 0xAB:
      self.init(2, onlyOpens: true, closing: [Self.rightPointing, Self.straight])
    case 0xC2 where place + 1 < bytes.endIndex && bytes[place + 1] == 0xBB:
      self.init(2, onlyOpens: false, closing: [Self.leftPointing, Self.straight])
    default: return nil
    }
  }

  private init(_ byteCount: Int, onlyOpens: Bool, closing: [[UInt8]]) {
    self.byteCount = byteCount
    self.onlyOpens = onlyOpens
    self.closing = closing
  }

  /// The length of the mark that ends the phrase at a place; 0 where there is none.
  func closingLength(_ bytes: [UInt8], at place: Int) -> Int {
    for mark in closing where bytes[place] == mark[0] {
      if bytes[place...].starts(with: mark) { return mark.count }
    }
    return 0
  }
}
