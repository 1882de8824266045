import Foundation
import QuernAnalysis
import Testing

@Suite struct BreakerConformanceTests {
  @Test(.enabled(if: BreakerComparison.isOfThisICU))
  func `ICU's own word cases have their words`() throws {
    guard let file = SharedData.file("data/conformance/icu-72.1/rbbitst.txt") else {
      print("no rbbitst.txt: ../shared/data is absent and QUERN_SHARED names no other folder")
      return
    }
    let cases = try BreakRuleCases.ofICU(file)
    #expect(cases.count > 80)
    for each in cases {
      #expect(words(each.text) == each.words, "line \(each.line): \(each.text.debugDescription)")
    }
    print("rbbitst.txt: \(cases.count) word cases")
  }

  @Test func `Unicode's word cases have their words but for ICU's tailorings`() throws {
    let path = "data/conformance/unicode-15.0.0/auxiliary/WordBreakTest.txt"
    guard let file = SharedData.file(path) else {
      print("no WordBreakTest.txt: ../shared/data is absent and QUERN_SHARED names no other folder")
      return
    }
    let cases = try BreakRuleCases.ofUnicode(file)
    #expect(cases.count > 1_000)
    var counts: [String: Int] = [:]
    for each in cases {
      let found = words(each.text)
      guard found != each.words else { continue }
      let reason = reason(each, found)
      #expect(reason != nil, "line \(each.line): \(each.text.debugDescription) \(found)")
      counts[reason ?? "none", default: 0] += 1
    }
    #expect(counts == ["colon": 15, "low lines": 2, "pictograph": 2])
    print("WordBreakTest.txt: \(cases.count) cases, other words in \(counts)")
  }

  /// Why the words may be other ones than those of plain UAX #29.
  private func reason(_ each: BreakRuleCases.Case, _ found: [Range<Int>]) -> String? {
    let scalars = Array(each.text.unicodeScalars)
    // ICU 72 does not count the colon among the letters' punctuation.
    if scalars.contains(":") && found.count > each.words.count { return "colon" }
    // Two low lines are a word to ICU.
    if scalars.count(where: { $0 == "_" }) == 2, !scalars.contains(where: \.properties.isAlphabetic)
    {
      return "low lines"
    }
    // A segment that ends in a pictograph after a joiner has no word status.
    if scalars.contains("\u{200D}"), scalars.last?.properties.isAlphabetic == false, found.isEmpty {
      return "pictograph"
    }
    return nil
  }

  private func words(_ text: String) -> [Range<Int>] {
    var breaker = UnicodeWordBreaker()
    var some: [Range<Int>] = []
    return BreakerComparison.words(text, &breaker, &some)
  }
}
