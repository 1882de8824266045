import QuernTestSupport
import Testing

@testable import QuernSearch

struct ProximityMatcherTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the sweep gives what windows one by one give`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for number in 0..<20 {
      let count = Int.random(in: 2...4, using: &random)
      let words = (0..<count).map { [Array("w\($0)".utf8)] }
      let gaps = Int.random(in: 0...12, using: &random)
      let phrase = words.enumerated().map { place, terms in
        PhraseWord(terms, offset: UInt32(place + (place > 1 ? number % 2 : 0)))
      }
      let proximity: Proximity =
        Bool.random(using: &random)
        ? .sloppy(phrase, slop: gaps)
        : .window(words, gaps: gaps, ordered: Int.random(in: 0..<4, using: &random) == 0)
      let matcher = ProximityMatcher(proximity, places: Array(0..<count))
      // Several forms of a word may stand in one position.
      let positions = (0..<count).map { _ in
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
          UInt32.random(in: 0...60, using: &random)
        }.sorted()
      }
      var heads: [Int] = []
      #expect(
        matcher.frequency(positions, &heads) == matcher.frequency(positions),
        "seed \(seed), \(number): \(positions)")
    }
  }
}
