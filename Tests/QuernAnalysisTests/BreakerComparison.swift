import CICUShims
import CWordClasses
import Foundation
import QuernAnalysis

/// The own breaker beside ICU's.
struct BreakerComparison {
  /// Whether ICU's words are to be expected: the table was made from the ICU that is installed.
  static var isOfThisICU: Bool { quern_icu_version() == quern_word_icu_version }

  static var isSlow: Bool { ProcessInfo.processInfo.environment["QUERN_SLOW"] != nil }

  private var own: UnicodeWordBreaker
  private var icu: ICUWordBreaker
  private var some: [Range<Int>] = []

  init(pieces: TextPieces = TextPieces()) throws {
    own = UnicodeWordBreaker(pieces: pieces)
    icu = try ICUWordBreaker()
  }

  /// What differs, as a sentence, or `nil`.
  mutating func difference(_ text: String) -> String? {
    let found = Self.words(text, &own, &some)
    let wanted = Self.words(text, &icu, &some)
    guard found != wanted else { return nil }
    let count = zip(found, wanted).prefix { $0 == $1 }.count
    let bytes = Array(text.utf8)
    func shown(_ words: [Range<Int>]) -> String {
      words.dropFirst(count).prefix(3).map {
        "\($0) \(String(decoding: bytes[$0], as: UTF8.self).debugDescription)"
      }.joined(separator: ", ")
    }
    let place = wanted.dropFirst(count).first ?? found[count]
    let around = max(0, place.lowerBound - 30)..<min(bytes.count, place.upperBound + 30)
    let scalars = String(decoding: bytes[around], as: UTF8.self).unicodeScalars
    let points = scalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    return "own: \(shown(found)); ICU: \(shown(wanted)); in [\(points)]"
  }

  static func words(
    _ text: String, _ breaker: inout some WordBreaker, _ some: inout [Range<Int>]
  ) -> [Range<Int>] {
    var all: [Range<Int>] = []
    breaker.begin()
    let bytes = text.utf8Span.span
    while breaker.next(bytes, into: &some) { all += some }
    return all + some
  }
}
