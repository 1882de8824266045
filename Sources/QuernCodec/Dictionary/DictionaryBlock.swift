import QuernStorage

/// Reads one block of a dictionary, term after term: ``readTerm()``, then ``readEntry()``.
struct DictionaryBlock: Sendable {
  /// The bytes that the current term has in common with the one before.
  private(set) var shared = 0

  /// The rest of the current term lies in `view` from here on.
  private(set) var suffixOffset = 0
  private(set) var suffixSize = 0

  /// What the block says of the current term; valid after ``readEntry()``.
  private(set) var entry = TermEntry(
    documentFrequency: 0, totalFrequency: 0, postingsOffset: 0, positionsOffset: 0)

  let view: ByteView
  private var offset = 0
  private var isFirst = true
  private var remaining: Int

  init(_ view: ByteView, termCount: Int) {
    self.view = view
    remaining = termCount
  }

  /// Reads where the next term is; false after the block's last term.
  mutating func readTerm() throws(CodecError) -> Bool {
    guard remaining > 0 else {
      guard offset == view.count else {
        throw view.damage(at: offset, expected: "the end of the block", found: "more bytes")
      }
      return false
    }
    let start = offset
    let before = UInt64(shared + suffixSize)
    let nextShared = isFirst ? 0 : try view.varint(at: &offset)
    guard nextShared <= before else {
      throw view.damage(
        at: start, expected: "a prefix of the \(before) bytes before", found: nextShared)
    }
    let size = try view.varint(at: &offset)
    // A term that is not the first has a byte that the one before does not have at that place.
    let limit = UInt64(DictionaryFormat.maximumTermLength) - nextShared
    guard size <= limit, size > 0 || isFirst else {
      throw view.damage(at: start, expected: "a suffix of 1 to \(limit) bytes", found: size)
    }
    shared = Int(nextShared)
    suffixSize = Int(size)
    suffixOffset = offset
    let (from, count) = (offset, suffixSize)
    try reading { [view] () throws(StorageError) in try view.check(from, count) }
    offset += suffixSize
    remaining -= 1
    isFirst = false
    return true
  }

  /// Reads what the block says of the current term.
  mutating func readEntry() throws(CodecError) {
    let start = offset
    let documents = try view.varint32(at: &offset)
    let more = try view.varint(at: &offset)
    let postings = try view.varint(at: &offset)
    let positions = try view.varint(at: &offset)
    let total = UInt64(documents).addingReportingOverflow(more)
    let nextPostings = entry.postingsOffset.addingReportingOverflow(postings)
    let nextPositions = entry.positionsOffset.addingReportingOverflow(positions)
    guard documents > 0, !total.overflow, !nextPostings.overflow, !nextPositions.overflow else {
      throw view.damage(
        at: start, expected: "frequencies from 1 and offsets, all in 64 bits",
        found: "\(documents), \(more), \(postings), \(positions)")
    }
    entry = TermEntry(
      documentFrequency: documents, totalFrequency: total.partialValue,
      postingsOffset: nextPostings.partialValue, positionsOffset: nextPositions.partialValue)
  }

  /// How many bytes of the suffix equal those of `term` from `start` on.
  func matchLength(of term: [UInt8], from start: Int) -> Int {
    let limit = min(suffixSize, term.count - start)
    var length = 0
    while length < limit, suffixByte(length) == term[start + length] { length += 1 }
    return length
  }

  /// Whether the current term lies below (−1), at (0) or above (1) another one with which it has
  /// its first `matching` bytes in common, and no more.
  func order(to term: [UInt8], matching: Int) -> Int {
    let size = shared + suffixSize
    if matching == size { return matching == term.count ? 0 : -1 }
    if matching == term.count { return 1 }
    return suffixByte(matching - shared) < term[matching] ? -1 : 1
  }

  /// A byte of the suffix; 0 for a place outside it, where no caller asks.
  func suffixByte(_ place: Int) -> UInt8 {
    (try? view.load(UInt8.self, at: suffixOffset + place)) ?? 0
  }
}
