import QuernTestSupport

/// Texts of words whose frequencies fall as their rank rises (Zipf), the same each time.
struct SampleText {
  private var random = SeededGenerator(seed: 1)

  /// The share of the words up to each rank.
  private let shares: [Double]

  static let wordCount = 20_000
  static let documentCount = 20_000
  static let wordsPerDocument = 30...150

  init() {
    var sum = 0.0
    let sums = (1...Self.wordCount).map { rank in
      sum += 1 / Double(rank + 2)
      return sum
    }
    shares = sums.map { $0 / sum }
  }

  /// The words of the next document.
  mutating func next() -> [String] {
    (0..<Int.random(in: Self.wordsPerDocument, using: &random)).map { _ in
      let share = Double(random.next() >> 11) * 0x1p-53
      var (low, high) = (0, shares.count - 1)
      while low < high {
        let middle = (low + high) / 2
        if shares[middle] < share { low = middle + 1 } else { high = middle }
      }
      return Self.word(of: low)
    }
  }

  /// A word of letters for each rank.
  static func word(of rank: Int) -> String {
    var (word, rest) = ("", rank)
    repeat {
      word.append(Character(UnicodeScalar(UInt8(97 + rest % 26))))
      rest /= 26
    } while rest > 0
    return word + "q"
  }
}
