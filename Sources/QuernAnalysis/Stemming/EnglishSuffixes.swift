/// Suffixes of English and what stands in their place, the longest first.
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

  private let rules: [Rule]
  /// The letters in which a suffix of the list ends: bit 1 is `a`.
  private let lastLetters: UInt32

  /// Makes a list; suffixes have 8 letters at most.
  init(_ suffixes: [(String, String)]) {
    rules = suffixes.enumerated().map { Rule($0, $1.0, $1.1) }.sorted { $0.length > $1.length }
    lastLetters = suffixes.reduce(0) { letters, suffix in
      letters | suffix.0.utf8.suffix(1).reduce(0) { $0 | 1 << UInt32($1 & 31) }
    }
  }

  /// The longest suffix of a word.
  func longest(of word: [UInt8]) -> Rule? {
    guard let last = word.last, lastLetters & 1 &<< UInt32(last & 31) != 0 else { return nil }
    let tail = Self.tail(of: word)
    for rule in rules where tail & rule.mask == rule.suffix && word.count >= rule.length {
      return rule
    }
    return nil
  }

  /// The last eight bytes, the very last one uppermost; zeros where there are fewer.
  fileprivate static func tail(of word: [UInt8]) -> UInt64 {
    var tail: UInt64 = 0
    var shift: UInt64 = 64
    var index = word.count
    while index > 0 && shift > 0 {
      index &-= 1
      shift &-= 8
      tail |= UInt64(word[index]) &<< shift
    }
    return tail
  }
}
