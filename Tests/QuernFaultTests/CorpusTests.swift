import QuernFuzzing
import QuernTestSupport
import Testing

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
