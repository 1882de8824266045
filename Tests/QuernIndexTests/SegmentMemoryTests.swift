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

  /// Each has places for all while tokens are sorted.
  @Test(arguments: [1, 8]) func `a term counts for each thread`(frequency: Int) throws {
    let counts = try (1...4).map { try byteCount(threads: $0, frequency: frequency) }
    for (fewer, more) in zip(counts, counts.dropFirst()) {
      #expect((20_000..<30_000).contains(more - fewer), "\(counts)")
    }
  }

  /// Terms of documents that come later are announced with others, and are not counted twice.
  @Test func `a term counts with the documents that it is in`() throws {
    let builder = try SegmentBuilder(MemoryDirectory().create("s"), threads: 2)
    defer { builder.abandon() }
    let empty = builder.memoryByteCount
    var documents = AnalyzedDocuments()
    for term in 0..<1_000 { documents.tokens.announce(newTerm: "\(term)".utf8) }
    try builder.add(documents)
    let none = builder.memoryByteCount
    (documents.newTerms.count, documents.newTerms.byteCount) = (1_000, 2_890)
    documents.tokens.removeAll()
    try builder.add(documents)
    #expect(none == empty)
    #expect((150_000..<200_000).contains(builder.memoryByteCount - none))
  }
}
