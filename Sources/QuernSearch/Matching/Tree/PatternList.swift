import QuernCodec
import QuernIndex

/// How often any of some words occurs in each document of a segment.
struct PatternList {
  let member: PlannedPattern.Member
  let lengths: LengthReader

  /// What the list will take in memory.
  let byteCount: Int

  /// By document, where many documents have the words.
  private var dense: DocumentCounts?

  /// Documents and frequencies, ascending, where few have.
  private var sparse: [UInt64] = []
  private var place = 0

  /// - Parameter freeByteCount: from a share of the documents on, a list of all of them is made if it is
  ///   at most a quarter of this, since that is read faster; from half of them on, it is the smaller one.
  init(
    _ member: PlannedPattern.Member, _ field: FieldReader, _ number: Int, _ documentCount: UInt32,
    freeByteCount: Int
  ) {
    self.member = member
    lengths = field.lengths
    let postingCount = member.terms.reduce(0) {
      $0 + Int($1.entries[number]?.documentFrequency ?? 0)
    }
    let denseByteCount = 4 * Int(documentCount)
    let isDense =
      postingCount > Int(documentCount) / 2
      || (postingCount > Int(documentCount) / 32 && denseByteCount <= freeByteCount / 4)
    byteCount = isDense ? denseByteCount : 8 * postingCount
    if isDense { dense = DocumentCounts(documentCount: documentCount) }
  }

  /// Reads the lists of the words, and marks their documents.
  mutating func read(
    _ field: FieldReader, _ number: Int, _ bits: inout DocumentBits,
    with scanner: inout PostingsScanner
  ) throws(CodecError) {
    guard var counts = dense else { return try readSparse(field, number, &bits, with: &scanner) }
    dense = nil
    for term in member.terms {
      guard let entry = term.entries[number] else { continue }
      try field.scan(entry, wantsFrequencies: true, with: &scanner) { documents, frequencies in
        bits.insert(documents)
        counts.add(documents, frequencies)
      }
    }
    dense = counts
  }

  private mutating func readSparse(
    _ field: FieldReader, _ number: Int, _ bits: inout DocumentBits,
    with scanner: inout PostingsScanner
  ) throws(CodecError) {
    for term in member.terms {
      guard let entry = term.entries[number] else { continue }
      try field.scan(entry, wantsFrequencies: true, with: &scanner) { documents, frequencies in
        bits.insert(documents)
        for index in documents.indices {
          sparse.append(UInt64(documents[index]) << 32 | UInt64(frequencies[index]))
        }
      }
    }
    merge()
  }

  private mutating func merge() {
    sparse.sort()
    var kept = 0
    for index in sparse.indices {
      if kept > 0, sparse[kept - 1] >> 32 == sparse[index] >> 32 {
        sparse[kept - 1] &+= sparse[index] & 0xFFFF_FFFF
      } else {
        sparse[kept] = sparse[index]
        kept += 1
      }
    }
    sparse.removeLast(sparse.count - kept)
  }

  /// How often the words occur in a document; asked for ascending documents.
  mutating func frequency(_ document: UInt32) -> UInt32 {
    if let dense { return dense.values[Int(document)] }
    seek(to: document)
    guard place < sparse.count, UInt32(sparse[place] >> 32) == document else { return 0 }
    return UInt32(truncatingIfNeeded: sparse[place])
  }

  /// Moves to the first document of the sparse list that is not below another one.
  private mutating func seek(to document: UInt32) {
    var low = place
    var high = sparse.count
    while low < high {
      let middle = (low + high) / 2
      if UInt32(sparse[middle] >> 32) < document { low = middle + 1 } else { high = middle }
    }
    place = low
  }

  /// What the words contribute to the score of a document; 0 where it has none of them.
  mutating func score(_ document: UInt32) throws(CodecError) -> Float {
    let frequency = frequency(document)
    guard frequency > 0 else { return 0 }
    return try score(document, frequency)
  }

  private func score(_ document: UInt32, _ frequency: UInt32) throws(CodecError) -> Float {
    member.scoring.weight.score(
      frequency: UInt64(frequency), lengthCode: try lengths.code(of: document))
  }

  /// Adds to the scores of a window's documents what the words contribute; windows ascend.
  mutating func addScores(to window: TreeWindow) throws(CodecError) {
    if let dense {
      if let codes = lengths.denseCodes {
        return window.addScores(of: dense.values, codes: codes, member.scoring.weight)
      }
      return try window.forEach { (document) throws(CodecError) in
        let frequency = dense.values[Int(document)]
        if frequency > 0 {
          window.add(Double(try score(document, frequency)), to: document)
        }
      }
    }
    seek(to: window.start)
    while place < sparse.count {
      let document = UInt32(sparse[place] >> 32)
      guard document <= window.last else { break }
      if window.contains(document) {
        let frequency = UInt32(truncatingIfNeeded: sparse[place])
        window.add(Double(try score(document, frequency)), to: document)
      }
      place += 1
    }
  }
}
