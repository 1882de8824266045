import QuernStorage

/// How many heads of a dictionary are below those that begin with two letters, so that a look-up searches
/// among few; ``DictionaryFormat`` has the layout.
struct DictionaryLetters {
  /// The first bytes of a head; `nil` where it has none.
  struct Start: Sendable {
    var first: UInt8?
    var second: UInt8?

    init(_ head: some Collection<UInt8>) {
      first = head.first
      second = head.dropFirst().first
    }
  }

  /// Of each byte, ascending with the bytes.
  let classes: [UInt8]

  /// Of each key.
  private var counts = [Int](repeating: 0, count: DictionaryFormat.letterKeys)
  private let headCount: Int

  /// Chooses the classes so that each has about as many of the bytes.
  init(_ starts: [Start]) {
    var shares = [Int](repeating: 0, count: 256)
    for start in starts {
      for byte in [start.first, start.second] { if let byte { shares[Int(byte)] += 1 } }
    }
    self.init(starts, classes: Self.classes(shares))
  }

  /// - Parameter classes: 256, each below 32.
  init(_ starts: [Start], classes: [UInt8]) {
    self.classes = classes
    headCount = starts.count
    for start in starts { counts[key(start)] += 1 }
    var below = 0
    for key in counts.indices { (counts[key], below) = (below, below + counts[key]) }
  }

  /// The bytes of the section.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(classes)
    for count in counts {
      if DictionaryFormat.letterCountSize(blockCount: headCount) == 2 {
        writer.writeFixed(UInt16(count))
      } else {
        writer.writeFixed(UInt32(count))
      }
    }
    return writer.bytes
  }

  private func key(_ start: Start) -> Int {
    let (first, second) = (classOf(start.first), classOf(start.second))
    return first * DictionaryFormat.letterClasses + second
  }

  private func classOf(_ byte: UInt8?) -> Int { byte.map { Int(classes[Int($0)]) } ?? 0 }

  /// Frequent bytes have a class each, rare neighbours share one.
  private static func classes(_ shares: [Int]) -> [UInt8] {
    // A class has at most so many, or one byte: as many classes as there may be, or a little fewer.
    var limit = shares.reduce(0, +) / (2 * DictionaryFormat.letterClasses)
    while true {
      limit += limit / 16 + 1
      let classes = classes(shares, limit: limit)
      if classes.last ?? 0 < DictionaryFormat.letterClasses { return classes.map { UInt8($0) } }
    }
  }

  private static func classes(_ shares: [Int], limit: Int) -> [Int] {
    var (current, sum) = (1, 0)
    return shares.indices.map { byte in
      // Of a byte that shares its class look-ups are slower: a frequent one leaves those before it that are nowhere.
      if byte > 0, sum + shares[byte] > limit { (current, sum) = (current + 1, 0) }
      sum += shares[byte]
      return current
    }
  }
}

extension DictionaryReader {
  /// Verifies that the letters are what the heads give, where there are any.
  ///
  /// - Throws: ``CodecError`` where they are not.
  /// - Complexity: O(blocks).
  package func checkLetters() throws(CodecError) {
    guard let letters else { return }
    let (classes, found) = try reading { () throws(StorageError) in
      (
        try letters.copyBytes(at: 0, count: 256),
        try letters.copyBytes(at: 0, count: letters.count)
      )
    }
    let bounds = 1..<UInt8(DictionaryFormat.letterClasses)
    guard zip(classes, classes.dropFirst()).allSatisfy(<=), classes.allSatisfy(bounds.contains)
    else {
      throw letters.damage(at: 0, expected: "256 classes of bytes, ascending", found: "others")
    }
    var starts: [DictionaryLetters.Start] = []
    for block in 0..<blockCount { starts.append(DictionaryLetters.Start(try head(of: block))) }
    guard DictionaryLetters(starts, classes: classes).bytes == found else {
      throw letters.damage(
        at: 256, expected: "the numbers of heads below each key", found: "others")
    }
  }
}
