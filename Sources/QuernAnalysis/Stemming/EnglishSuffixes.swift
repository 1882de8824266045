/// Suffixes of English and what stands in their place.
struct EnglishSuffixes {
  /// A suffix, packed so that it is compared with the end of a word at once.
  struct Rule {
    /// The number of bytes.
    let length: Int
    /// The packed suffix, and which bytes it covers.
    fileprivate let suffix: UInt64
    fileprivate let mask: UInt64
    /// What replaces it: bytes from the lowest on.
    private let replacement: UInt64
    private let replacementLength: Int
    /// Its place in the list that it comes from.
    let index: Int

    /// The number of the last letter, which stands uppermost.
    fileprivate var letter: Int { Int(suffix >> 56) & 31 }

    fileprivate init(_ index: Int, _ suffix: String, _ replacement: String) {
      self.index = index
      length = suffix.utf8.count
      self.suffix = EnglishSuffixes.tail(of: Array(suffix.utf8))
      mask = .max << UInt64(64 - 8 * length)
      replacementLength = replacement.utf8.count
      var bytes: UInt64 = 0
      for byte in replacement.utf8.reversed() { bytes = bytes << 8 | UInt64(byte) }
      self.replacement = bytes
    }

    /// Puts the replacement in the place of the suffix, which the word must have.
    func replace(in word: inout [UInt8]) {
      word.removeLast(length)
      var bytes = replacement
      for _ in 0..<replacementLength {
        word.append(UInt8(truncatingIfNeeded: bytes))
        bytes &>>= 8
      }
    }
  }

  /// By the last letter, and the longest first.
  private let rules: [Rule]
  /// Where the rules begin of suffixes that end in each letter, and where the last of them end:
  /// number 1 is `a`.
  private let starts: [Int]

  /// Makes a list; suffixes have 8 letters at most.
  init(_ suffixes: [(String, String)]) {
    rules = suffixes.enumerated().map { Rule($0.offset, $0.element.0, $0.element.1) }
      .sorted { left, right in
        (left.letter, right.length, left.index) < (right.letter, left.length, right.index)
      }
    var starts = Array(repeating: 0, count: 33)
    for rule in rules { starts[rule.letter + 1] += 1 }
    for letter in 1...32 { starts[letter] += starts[letter - 1] }
    self.starts = starts
  }

  /// The longest suffix of a word.
  func longest(of word: [UInt8]) -> Rule? {
    guard let last = word.last else { return nil }
    let letter = Int(last & 31)
    let end = starts[letter &+ 1]
    var index = starts[letter]
    guard index < end else { return nil }
    let tail = Self.tail(of: word)
    while index < end {
      let (suffix, mask) = (rules[index].suffix, rules[index].mask)
      if tail & mask == suffix { return rules[index] }
      index &+= 1
    }
    return nil
  }

  /// The last eight bytes, the very last one uppermost; zeros where there are fewer.
  fileprivate static func tail(of word: [UInt8]) -> UInt64 {
    if word.count >= 8 {
      // SAFETY: any eight bytes are a number, and so many were counted.
      return UInt64(
        littleEndian: unsafe word.span.bytes.unsafeLoadUnaligned(
          fromUncheckedByteOffset: word.count &- 8, as: UInt64.self))
    }
    var tail: UInt64 = 0
    for byte in word { tail = tail &>> 8 | UInt64(byte) &<< 56 }
    return tail
  }
}
