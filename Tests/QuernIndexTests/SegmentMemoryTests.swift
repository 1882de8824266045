import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

@testable import QuernIndex

struct SegmentMemoryTests {
  /// What a segment of 1,000 terms takes, each of which stands so often.
  private func byteCount(threads: Int, frequency: Int) throws -> Int {
    let builder = try SegmentBuilder(MemoryDirectory().create("s"), threads: threads)
    defer { builder.abandon() }
    var tokens = TokenBatch()
    tokens.beginField(.text)
    for term in 0..<1_000 { tokens.announce(newTerm: "\(term)".utf8) }
    for token in 0..<1_000 * frequency { tokens.append(term: UInt32(token % 1_000)) }
    try builder.add(article("1", "", ""), tokens)
    return builder.memoryByteCount
  }

  /// Each numbers the terms that it meets, and has places for all while tokens are sorted.
  @Test func `a term counts for each thread that may meet it`() throws {
    let often = try (1...4).map { try byteCount(threads: $0, frequency: 8) }
    for (fewer, more) in zip(often, often.dropFirst()) {
      #expect((100_000..<200_000).contains(more - fewer), "\(often)")
    }
    let once = try (1...4).map { try byteCount(threads: $0, frequency: 1) }
    for (fewer, more) in zip(once.dropFirst(), once.dropFirst(2)) {
      #expect((20_000..<30_000).contains(more - fewer), "\(once)")
    }
  }
}
