import QuernModel

/// Cuts texts into words, and remembers the terms of those.
///
/// Cannot be copied: two would share the tables, and write them anew.
struct TextCutter: ~Copyable {
  private var breaker: any WordBreaker
  private var memo: WordMemo
  private var terms = SessionTerms()
  /// The words that the breaker gave last.
  private var words: [Range<Int>] = []
  /// The numbers of their terms, with others behind them.
  private var numbers: [UInt32] = []

  /// The memory in bytes of words and terms above which the tables are emptied.
  private static let largestTables = 4 << 20

  init(_ wordBreaking: WordBreaking, _ maker: TermMaker) {
    breaker = wordBreaking.makeBreaker()
    memo = WordMemo(maker)
  }

  /// Hands over the term of each word of a text that has one.
  @inline(__always)
  mutating func forEachToken(
    of bytes: Span<UInt8>,
    _ body: (_ term: ArraySlice<UInt8>, _ range: Range<Int>, _ position: Int) -> Void
  ) {
    var position = 0
    breaker.begin()
    var goesOn = true
    while goesOn {
      boundTables()
      goesOn = breaker.next(bytes, into: &words)
      memo.numbers(of: words, of: bytes, in: &terms, into: &numbers)
      for index in words.indices {
        if numbers[index] != TokenBatch.noTerm {
          body(terms[Int(numbers[index])], words[index], position)
        }
        position += 1
      }
    }
  }

  /// The words of a text, as ranges of its bytes.
  mutating func words(of bytes: Span<UInt8>) -> [Range<Int>] {
    var all: [Range<Int>] = []
    breaker.begin()
    while breaker.next(bytes, into: &words) { all += words }
    return all + words
  }

  private mutating func boundTables() {
    guard memo.memoryByteCount + terms.memoryByteCount > Self.largestTables else { return }
    memo.removeAll()
    terms.removeAll()
  }
}
