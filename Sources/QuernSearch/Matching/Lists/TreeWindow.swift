import CKernels
import QuernCodec
import QuernStorage

/// The documents of a window of a segment that a part of a tree matches, and what they score.
///
/// Belongs to one search.
@safe final class TreeWindow {
  /// 4,096: bits and sums stay in the nearest caches, and what is done once a window weighs little.
  static let size = 4_096

  static let wordCount = size / 64

  /// The first document; a multiple of ``size``.
  private(set) var start: UInt32 = 0

  // SAFETY: `wordCount` words and `size` sums from `init` to `deinit`; places are taken modulo `size`.
  private let bits: UnsafeMutablePointer<UInt64>
  private let sums: UnsafeMutablePointer<Double>

  init() {
    unsafe bits = .allocate(capacity: Self.wordCount)
    unsafe sums = .allocate(capacity: Self.size)
    unsafe bits.initialize(repeating: 0, count: Self.wordCount)
    unsafe sums.initialize(repeating: 0, count: Self.size)
  }

  deinit {
    unsafe bits.deallocate()
    unsafe sums.deallocate()
  }

  /// The last document.
  var last: UInt32 { start | UInt32(Self.size - 1) }

  // MARK: Documents

  /// Has no documents any more.
  func clear(at start: UInt32) {
    self.start = start
    unsafe bits.update(repeating: 0, count: Self.wordCount)
  }

  @inline(__always)
  private func place(_ document: UInt32) -> Int { Int(document) & (Self.size - 1) }

  @inline(__always)
  func contains(_ document: UInt32) -> Bool {
    let place = place(document)
    return unsafe bits[place >> 6] & (1 << UInt64(place & 63)) != 0
  }

  @inline(__always)
  func insert(_ document: UInt32) {
    let place = place(document)
    unsafe bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  @inline(__always)
  func insert(_ document: UInt32, score: Double) {
    insert(document)
    unsafe sums[place(document)] = score
  }

  func remove(_ document: UInt32) {
    let place = place(document)
    unsafe bits[place >> 6] &= ~(1 << UInt64(place & 63))
  }

  /// Loses the documents below one.
  func removeAll(below document: UInt32) {
    guard document > start else { return }
    let count = Int(min(document - start, UInt32(Self.size)))
    for index in 0..<count / 64 { unsafe bits[index] = 0 }
    if count % 64 > 0 { unsafe bits[count / 64] &= .max << UInt64(count % 64) }
  }

  /// The number of documents.
  var count: Int {
    (0..<Self.wordCount).reduce(0) { unsafe $0 + bits[$1].nonzeroBitCount }
  }

  var isEmpty: Bool { (0..<Self.wordCount).allSatisfy { unsafe bits[$0] == 0 } }

  /// Calls a function with each document, ascending.
  @inline(__always)
  func forEach<Failure: Error>(_ body: (UInt32) throws(Failure) -> Void) throws(Failure) {
    for index in 0..<Self.wordCount {
      var word = unsafe bits[index]
      while word != 0 {
        try body(start + UInt32(index * 64 + word.trailingZeroBitCount))
        word &= word - 1
      }
    }
  }

  /// Has all documents below a number.
  func fill(at start: UInt32, below count: UInt32) {
    clear(at: start)
    let here = Int(min(count - min(start, count), UInt32(Self.size)))
    for index in 0..<here / 64 { unsafe bits[index] = .max }
    if here % 64 > 0 { unsafe bits[here / 64] = (1 << UInt64(here % 64)) - 1 }
  }

  // MARK: Sets

  /// The same documents as another window, without scores.
  func copyDocuments(of other: TreeWindow) {
    start = other.start
    unsafe bits.update(from: other.bits, count: Self.wordCount)
  }

  func formIntersection(_ other: TreeWindow) {
    for index in 0..<Self.wordCount { unsafe bits[index] &= other.bits[index] }
  }

  func subtract(_ other: TreeWindow) {
    for index in 0..<Self.wordCount { unsafe bits[index] &= ~other.bits[index] }
  }

  func formUnion(_ other: TreeWindow) {
    for index in 0..<Self.wordCount { unsafe bits[index] |= other.bits[index] }
  }

  /// Has those documents of a larger set that candidates have too.
  func copyDocuments(of set: DocumentBits, within candidates: TreeWindow) {
    start = candidates.start
    for index in 0..<Self.wordCount {
      unsafe bits[index] = candidates.bits[index] & set.word(Int(start) / 64 + index)
    }
  }

  /// Loses the documents that do not meet some conditions; those of empty words are not asked.
  func keep(_ filter: ConditionFilter) throws(CodecError) {
    for index in 0..<Self.wordCount {
      guard unsafe bits[index] != 0 else { continue }
      let accepted = try filter.word(Int(start) / 64 + index)
      unsafe bits[index] &= accepted
    }
  }

  /// Gets those of some documents of the window that candidates have too; the scores of one that is
  /// given twice are added up.
  ///
  /// - Parameter scores: in step with the documents, where scores are wanted.
  func insert(
    _ documents: UnsafePointer<UInt32>, _ scores: UnsafePointer<Float>?, count: Int,
    within candidates: TreeWindow
  ) {
    // SAFETY: the caller has so many of both, all in the window, which has bits and sums for them.
    unsafe quern_fill_window(
      documents, scores, UInt32(count), start, candidates.bits, bits, sums)
  }

  /// The same with scores of several fields, which are sums.
  func insert(
    _ documents: UnsafePointer<UInt32>, totals: UnsafePointer<Double>, count: Int,
    within candidates: TreeWindow
  ) {
    // SAFETY: as above.
    unsafe quern_fill_window_totals(
      documents, totals, UInt32(count), start, candidates.bits, bits, sums)
  }

  // MARK: Scores

  func score(of document: UInt32) -> Double { unsafe sums[place(document)] }

  /// All scores are 0.
  func clearScores() { unsafe sums.update(repeating: 0, count: Self.size) }

  /// Adds the scores of another window's documents to those of the same documents here.
  func addScores(of other: TreeWindow) {
    for index in 0..<Self.wordCount {
      var word = unsafe other.bits[index]
      while word != 0 {
        let place = index * 64 + word.trailingZeroBitCount
        unsafe sums[place] += other.sums[place]
        word &= word - 1
      }
    }
  }

  /// Adds a score to that of a document.
  @inline(__always)
  func add(_ score: Double, to document: UInt32) { unsafe sums[place(document)] += score }

  /// Adds to the scores of the documents what they score by their frequencies, 0 for a frequency of 0.
  ///
  /// - Parameters:
  ///   - frequencies: of each document of the segment.
  ///   - codes: the length codes of all documents of the segment.
  func addScores(of frequencies: [UInt32], codes: ByteView, _ weight: TermWeight) {
    // SAFETY: documents lie in the segment, for each of whose documents there are both.
    precondition(codes.count >= frequencies.count, "a code for each document")
    unsafe codes.bytes.withUnsafeBytes { bytes in
      guard let codes = unsafe bytes.bindMemory(to: UInt8.self).baseAddress else { return }
      unsafe quern_add_frequencies_scores(
        bits, UInt32(Self.wordCount), start, frequencies, codes, weight.norms.inverses,
        weight.weight, sums)
    }
  }
}
