import QuernCodec
import QuernTestSupport
import Testing

@testable import QuernFuzzing

/// What the fuzzer started from and what it found is taken again, without traps and in time.
struct CorpusTests {
  @Test(arguments: FuzzTarget.allCases)
  func `kept inputs of the fuzzer are taken`(target: FuzzTarget) {
    let inputs = target.seeds + target.corpus
    #expect(!target.seeds.isEmpty)
    // The last ones are the same in every run of the tests: nothing, and a single byte.
    for input in inputs + [[], [0], [0xFF]] {
      let duration = ContinuousClock().measure { target.run(input) }
      let limit = Duration.seconds(1 + input.count / 1_000)
      #expect(duration < limit, "\(target.rawValue), \(input.count) bytes")
    }
  }

  @Test func `the segments that the fuzzer starts from are sound and reach the look-ups`() {
    let seeds = FuzzTarget.segment.seeds
    #expect(seeds.count == 3)
    for seed in seeds {
      // The fuzzer cuts longer ones.
      #expect(seed.count <= 16_384)
      #expect(FuzzedIndex.shared.isSound(segment: seed))
    }
    let sections = seeds.flatMap { SectionList($0).sections }
    #expect(sections.contains { $0.kind == .dictionaryLetters })
    #expect(sections.contains { $0.kind == .dictionaryBlocks && $0.bytes.count > 300 })
  }

  /// Cut and changed inputs, for what the corpus has not been told yet.
  @Test(arguments: FuzzTarget.allCases)
  func `changed inputs are taken`(target: FuzzTarget) {
    let seed = Scale.seed()
    var random = SeededGenerator(seed: seed)
    print("changed inputs of \(target.rawValue): seed \(seed)")
    let inputs = target.seeds + target.corpus
    for _ in 0..<Scale.pick(40, slow: 4_000) {
      guard var input = inputs.randomElement(using: &random), !input.isEmpty else { continue }
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        guard let offset = input.indices.randomElement(using: &random) else { break }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: input[offset] = .random(in: .min ... .max, using: &random)
        case 1: input[offset] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: input.insert([0x00, 0x7F, 0x80, 0xFF][offset % 4], at: offset)
        default: input.removeSubrange(offset..<min(offset + 8, input.count))
        }
      }
      target.run(input)
    }
  }
}
