import CKernels
import QuernCodec
import QuernIndex
import QuernModel

// A word alone whose lists are so short that a kernel scores them at once.
extension PlainSearch {
  /// Ranks and counts the documents of one word that fewer than 128 have in a field; `nil` where more do,
  /// or where its bytes are not what they should be.
  func rankShort() -> (hits: [ScoredDocument], total: Int)? {
    guard snapshot.segments.count == 1 else { return nil }
    let (longer, shorter) = entries.both(words[0], in: 0)
    guard isShort(longer), isShort(shorter) else { return nil }
    let capacity = ListMemory.blockSize
    if longer != nil, shorter != nil, wanted > UInt32(capacity) { return nil }
    let weight = parameters.weight(
      words[0].documentFrequency, multiplicity: words[0].multiplicity, parameters.norms)
    // 1,024 bytes: so much memory is on the stack.
    return unsafe withUnsafeTemporaryAllocation(of: UInt64.self, capacity: capacity) { keys in
      guard let start = keys.baseAddress,
        let (count, total) = unsafe rank(longer, shorter, weight, into: start)
      else { return nil }
      let first = min(parameters.offset, count)
      let found = unsafe UnsafeBufferPointer(rebasing: keys[first..<count])
      return (unsafe Self.documents(found), total)
    }
  }

  private func isShort(_ entry: TermEntry?) -> Bool {
    entry.map { $0.documentFrequency < UInt32(ListMemory.blockSize) } ?? true
  }

  /// - Parameter weight: what the word counts in the longer field.
  private func rank(
    _ longer: TermEntry?, _ shorter: TermEntry?, _ weight: TermWeight,
    into keys: UnsafeMutablePointer<UInt64>
  ) -> (count: Int, total: Int)? {
    guard let shorter, let field = parameters.shorter?.readers[0],
      let norms = parameters.shorterNorms
    else {
      guard let longer, let field = parameters.field.readers[0] else { return nil }
      return unsafe rank(longer, field, weight, into: keys)
    }
    // What the kernel reads is theirs, and would else be held no longer than to where it is taken.
    defer { withExtendedLifetime((norms, weight.norms)) {} }
    guard let longer, let main = parameters.field.readers[0] else {
      return unsafe rank(shorter, field, weight.with(norms), into: keys)
    }
    guard let first = unsafe Self.list(longer, main, weight.norms),
      let second = unsafe Self.list(shorter, field, norms)
    else { return nil }
    var total: UInt32 = 0
    // SAFETY: as `list` says; no more than 128 keys are wanted.
    let count = unsafe quern_rank_short_fields(
      first, second, snapshot.segments[0].documentCount, weight.weight, wanted, keys, &total)
    return count < 0 ? nil : (Int(count), Int(total))
  }

  private func rank(
    _ entry: TermEntry, _ field: FieldReader, _ weight: TermWeight,
    into keys: UnsafeMutablePointer<UInt64>
  ) -> (count: Int, total: Int)? {
    // What the kernel reads is theirs.
    defer { withExtendedLifetime(weight.norms) {} }
    guard let list = unsafe Self.list(entry, field, weight.norms) else { return nil }
    // SAFETY: as `list` says; there is room for 128 keys.
    let count = unsafe quern_rank_short(
      list, snapshot.segments[0].documentCount, weight.weight, wanted, keys)
    return count < 0 ? nil : (Int(count), Int(entry.documentFrequency))
  }

  private var wanted: UInt32 { UInt32(clamping: parameters.limit + parameters.offset) }

  /// What a kernel reads of a list; `nil` where few documents have the field, or where it lies nowhere.
  private static func list(
    _ entry: TermEntry, _ field: FieldReader, _ norms: NormTable
  ) -> quern_short_list? {
    guard let codes = unsafe field.denseLengthCodes,
      let offset = Int(exactly: entry.postingsOffset)
    else { return nil }
    let postings = unsafe field.postingBytes
    // SAFETY: the snapshot holds the section and the codes of its documents, of which there is one for
    // each. Both callers hold the norms, with the 256 of them, until their kernel is done. It reads inside
    // the section.
    return unsafe quern_short_list(
      bytes: postings.baseAddress?.assumingMemoryBound(to: UInt8.self), offset: offset,
      size: postings.count, count: entry.documentFrequency, lengths: codes,
      inverses: norms.inverses)
  }

  /// The documents of keys: the bits of a score above those of a document.
  private static func documents(_ keys: UnsafeBufferPointer<UInt64>) -> [ScoredDocument] {
    // Else the standard library would write a length of 0 to what all empty arrays share.
    guard !keys.isEmpty else { return [] }
    var documents: [ScoredDocument] = []
    documents.append(addingCapacity: keys.count) { documents in
      for place in keys.indices {
        // SAFETY: the place is one of the keys'.
        let key = unsafe keys[place]
        documents.append(
          ScoredDocument(
            score: Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32)), segment: 0,
            document: DocumentID(rawValue: UInt32(truncatingIfNeeded: key))))
      }
    }
    return documents
  }
}
