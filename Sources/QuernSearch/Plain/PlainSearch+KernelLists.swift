import CKernels
import QuernCodec
import QuernIndex
import QuernModel

// The posting lists of the words in a segment, as the kernels of C walk them.
extension PlainSearch {
  /// Opens the lists of those words that the segment has, in the order of the words.
  ///
  /// Whoever calls keeps `norms` alive until it is done.
  ///
  /// - Parameters:
  ///   - memory: a block for as many lists as there are words, the first ones of which are taken.
  ///   - body: gets the field and the lists, which are there as long as it runs.
  /// - Returns: what `body` gives; `nil` where bytes are not what they should be, or lists would not give
  ///   exact sums.
  func withKernelLists<Result>(
    inSegment number: Int, norms: NormTable, memory: ListMemory,
    _ body: (inout quern_field, UnsafeMutableBufferPointer<quern_list>) -> Result?
  ) -> Result? {
    guard var field = unsafe kernelField(parameters.field, inSegment: number, norms) else {
      return nil
    }
    return unsafe withUnsafeTemporaryAllocation(of: quern_list.self, capacity: words.count) {
      lists in
      guard let start = lists.baseAddress,
        let count = unsafe open(start, number, norms, memory, &field)
      else { return nil }
      return unsafe body(&field, UnsafeMutableBufferPointer(start: start, count: count))
    }
  }

  /// What kernels read of a field in a segment, as long as the snapshot and the norms live.
  ///
  /// - Returns: `nil` where the segment lacks the field, or few documents have it.
  func kernelField(
    _ field: SnapshotField, inSegment number: Int, _ norms: NormTable
  ) -> quern_field? {
    guard let reader = field.readers[number], let codes = unsafe reader.denseLengthCodes else {
      return nil
    }
    let postings = unsafe reader.postingBytes
    return unsafe quern_field(
      bytes: postings.baseAddress?.assumingMemoryBound(to: UInt8.self), size: postings.count,
      document_count: snapshot.segments[number].documentCount, lengths: codes,
      inverses: norms.inverses)
  }

  /// - Returns: how many lists there are; `nil` where the bytes are not what they should be, or sums would not
  ///   be exact.
  private func open(
    _ lists: UnsafeMutablePointer<quern_list>, _ number: Int, _ norms: NormTable,
    _ memory: ListMemory, _ field: inout quern_field
  ) -> Int? {
    var (sum, least) = (0.0, Double.infinity)
    var count = 0
    for place in words.indices {
      guard let entry = entries.longer(words[place], in: number) else { continue }
      guard let offset = Int(exactly: entry.postingsOffset) else { return nil }
      let weight = parameters.weight(
        words[place].documentFrequency, multiplicity: words[place].multiplicity, norms
      ).weight
      if weight > 0 { (sum, least) = (sum + Double(weight), min(least, Double(weight))) }
      // SAFETY: the memory has room for a block of as many lists as there are words.
      let isSound = unsafe quern_open_list(
        &field, offset, entry.documentFrequency, weight, memory.documents(of: count),
        memory.frequencies(of: count), lists + count)
      guard isSound != 0 else { return nil }
      count += 1
    }
    guard TermWeight.isExact(sum: sum, least: least) else { return nil }
    return count
  }
}
