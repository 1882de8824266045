import QuernModel
import Testing

@testable import QuernIndex
import QuernTestSupport

struct SortedTokensTests {
  @Test(arguments: [0, 1, 5, 300])
  func `both sorts give the same`(documentCount: Int) {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var arena = TermArena()
    var terms = TokenBatch()
    for number in 0..<200 { terms.announce(newTerm: "t\(number &* 7919 % 1009)".utf8) }
    arena.append(newTermsOf: terms)
    var log = TokenLog()
    for document in 0..<documentCount {
      var batch = TokenBatch()
      batch.beginField(.text)
      for _ in 0..<Int.random(in: 0..<30, using: &random) {
        batch.append(term: UInt32.random(in: 0..<200, using: &random))
      }
      log.append(document: UInt32(document), batch, batch.fields[0].tokens)
    }
    let order = TermOrder(arena)
    let counted = SortedTokens(counting: log, termCount: order.terms.count) { order }
    #expect(counted == SortedTokens(comparing: log, order), "seed \(seed)")
    #expect(
      counted.terms.indices.reduce(0) { $0 + counted.tokenCount(of: $1) } == log.tokenCount)
    let shared = SortedTokens(counting: log, termCount: order.terms.count, threads: 3) { order }
    for group in counted.terms.indices {
      #expect(shared.documentFrequency(of: group) == counted.documentFrequency(of: group))
    }
    let texts = counted.terms.map { Array(arena[Int($0)]) }
    #expect(zip(texts, texts.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
  }
}
