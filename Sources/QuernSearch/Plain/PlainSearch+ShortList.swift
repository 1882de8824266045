import CKernels
import QuernCodec
import QuernIndex
import QuernModel

// The documents of one word that has few.
extension PlainSearch {
  /// Ranks the documents of one word that has so few that they are scored at once; `nil` where it has more,
  /// or where its bytes are not what they should be.
  func rankShort() -> [ScoredDocument]? {
    guard snapshot.segments.count == 1, let entry = words[0].entries[0],
      entry.documentFrequency < UInt32(ListMemory.blockSize),
      let offset = Int(exactly: entry.postingsOffset), let field = parameters.field.readers[0],
      let codes = unsafe field.lengths.denseStart
    else { return nil }
    let weight = parameters.weight(
      words[0].documentFrequency, multiplicity: words[0].multiplicity, parameters.norms)
    let wanted = min(parameters.limit + parameters.offset, Int(entry.documentFrequency))
    // 1,024 bytes: so much memory is on the stack.
    return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: ListMemory.blockSize) {
      keys in
      let count = unsafe Self.rank(
        entry, at: offset, field, codes, weight, wanted: wanted,
        documentCount: snapshot.segments[0].documentCount, into: keys)
      guard count >= 0 else { return nil }
      let first = min(parameters.offset, count)
      return unsafe Self.documents(UnsafeBufferPointer(rebasing: keys[first..<count]))
    }
  }

  private static func rank(
    _ entry: TermEntry, at offset: Int, _ field: FieldReader, _ codes: UnsafePointer<UInt8>,
    _ weight: TermWeight, wanted: Int, documentCount: UInt32,
    into keys: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    guard let start = keys.baseAddress else { return -1 }
    return unsafe field.withPostings { postings in
      // SAFETY: the kernel reads inside the section, the codes of documents below `documentCount`, for
      // each of which there is one, and 256 norms, which the weight holds. There is room for 128 keys.
      unsafe Int(
        quern_rank_short(
          postings.baseAddress?.assumingMemoryBound(to: UInt8.self), offset,
          postings.count, entry.documentFrequency, documentCount, codes, weight.norms.inverses,
          weight.weight, UInt32(wanted), start))
    }
  }

  /// The documents of keys: the bits of a score above those of a document.
  private static func documents(_ keys: UnsafeBufferPointer<UInt64>) -> [ScoredDocument] {
    unsafe [ScoredDocument](unsafeUninitializedCapacity: keys.count) { documents, count in
      for place in keys.indices {
        // SAFETY: there is room for as many documents as there are keys.
        let key = unsafe keys[place]
        unsafe documents.initializeElement(
          at: place,
          to: ScoredDocument(
            score: Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)), segment: 0,
            document: DocumentID(rawValue: UInt32(truncatingIfNeeded: key))))
      }
      count = keys.count
    }
  }
}
