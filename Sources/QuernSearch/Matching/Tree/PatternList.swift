import QuernCodec
import QuernIndex

/// How often any of some words occurs in each document of a segment.
struct PatternList {
  let member: PlannedPattern.Member
  let lengths: LengthReader

  /// What the list will take in memory.
  let byteCount: Int

  /// By document, where many documents have the words.
  private var dense: [UInt32] = []

  /// Documents and frequencies, ascending, where few have.
  private var sparse: [UInt64] = []
  private var place = 0
  private let isDense: Bool

  init(
    _ member: PlannedPattern.Member, _ field: FieldReader, _ number: Int, _ documentCount: UInt32
  ) {
    self.member = member
    lengths = field.lengths
    let postingCount = member.terms.reduce(0) {
      $0 + Int($1.entries[number]?.documentFrequency ?? 0)
    }
    isDense = postingCount > Int(documentCount) / 2
    byteCount = isDense ? 4 * Int(documentCount) : 8 * postingCount
    if isDense { dense = [UInt32](repeating: 0, count: Int(documentCount)) }
  }

  /// Reads the lists of the words, and marks their documents.
  mutating func read(
    _ field: FieldReader, _ number: Int, _ bits: inout [UInt64],
    with scanner: inout PostingsScanner
  ) throws(CodecError) {
    for term in member.terms {
      guard let entry = term.entries[number] else { continue }
      try field.scan(entry, wantsFrequencies: true, with: &scanner) { documents, frequencies in
        for index in documents.indices {
          let document = documents[index]
          bits[Int(document >> 6)] |= 1 << UInt64(document & 63)
          if isDense {
            dense[Int(document)] &+= frequencies[index]
          } else {
            sparse.append(UInt64(document) << 32 | UInt64(frequencies[index]))
          }
        }
      }
    }
    if !isDense { merge() }
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
    if isDense { return dense[Int(document)] }
    var low = place
    var high = sparse.count
    while low < high {
      let middle = (low + high) / 2
      if UInt32(sparse[middle] >> 32) < document { low = middle + 1 } else { high = middle }
    }
    place = low
    guard low < sparse.count, UInt32(sparse[low] >> 32) == document else { return 0 }
    return UInt32(truncatingIfNeeded: sparse[low])
  }

  /// What the words contribute to the score of a document; 0 where it has none of them.
  mutating func score(_ document: UInt32) throws(CodecError) -> Float {
    let frequency = frequency(document)
    guard frequency > 0 else { return 0 }
    return member.scoring.weight.score(
      frequency: UInt64(frequency), lengthCode: try lengths.code(of: document))
  }
}
