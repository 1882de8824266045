import CKernels
import QuernCodec

/// A set of documents of a segment, one bit each.
struct DocumentBits {
  private var words: [UInt64]

  init(documentCount: UInt32) {
    words = [UInt64](repeating: 0, count: Int(documentCount) / 64 + 1)
  }

  /// 64 bits of the set, 0 behind its end.
  @inline(__always)
  func word(_ index: Int) -> UInt64 { index < words.count ? words[index] : 0 }

  /// The first document of the set from another one on.
  func first(from document: UInt32) -> UInt32? {
    var index = Int(document >> 6)
    var word = word(index) & (UInt64.max << UInt64(document & 63))
    while word == 0 {
      index += 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return UInt32(index << 6 | word.trailingZeroBitCount)
  }

  /// The number of documents in the set.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Sets all bits, also those behind the last document.
  mutating func insertAll() { for index in words.indices { words[index] = .max } }

  /// The number of documents that both sets have.
  func countShared(_ other: DocumentBits) -> Int {
    var count = 0
    for index in words.indices { count += (words[index] & other.words[index]).nonzeroBitCount }
    return count
  }

  /// Takes the documents of another set out.
  mutating func subtract(_ other: DocumentBits) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// Adds a document of the segment.
  mutating func insert(_ document: UInt32) {
    words[Int(document >> 6)] |= 1 << UInt64(document & 63)
  }

  /// Takes a document out.
  mutating func remove(_ document: UInt32) {
    words[Int(document >> 6)] &= ~(1 << UInt64(document & 63))
  }

  /// Calls a function with each document, in order.
  func forEach(_ body: (UInt32) throws(CodecError) -> Void) throws(CodecError) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        try body(UInt32(index * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
  }

  /// Adds documents of the segment.
  mutating func insert(_ documents: Span<UInt32>) {
    // SAFETY: there is a bit for each document of the segment.
    unsafe documents.withUnsafeBufferPointer { documents in
      guard let start = documents.baseAddress else { return }
      unsafe quern_set_bits(start, UInt32(documents.count), &words)
    }
  }

  /// Takes documents of the segment out.
  mutating func remove(_ documents: Span<UInt32>) {
    // SAFETY: there is a bit for each document of the segment.
    unsafe documents.withUnsafeBufferPointer { documents in
      guard let start = documents.baseAddress else { return }
      unsafe quern_clear_bits(start, UInt32(documents.count), &words)
    }
  }

  /// How many of some documents of the segment are in the set.
  func countMembers(_ documents: Span<UInt32>) -> Int {
    // SAFETY: there is a bit for each document of the segment.
    unsafe documents.withUnsafeBufferPointer { documents in
      guard let start = documents.baseAddress else { return 0 }
      return Int(unsafe quern_count_bits(start, UInt32(documents.count), words))
    }
  }

  mutating func formIntersection(_ other: DocumentBits) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  /// Takes the documents out that do not meet some conditions.
  mutating func formIntersection(_ conditions: ConditionFilter) throws(CodecError) {
    for index in words.indices where words[index] != 0 {
      words[index] &= try conditions.word(index)
    }
  }

  /// Writes the documents to the candidates, at most a block at a time, and calls a function with
  /// their number.
  func forEachBlock(
    _ memory: ListMemory, _ body: (Int) throws(CodecError) -> Void
  ) throws(CodecError) {
    var count = 0
    for (index, word) in words.enumerated() where word != 0 {
      if count > ListMemory.blockSize - 64 {
        try body(count)
        count = 0
      }
      var rest = word
      while rest != 0 {
        // SAFETY: at most 64 documents are written behind at most 64.
        unsafe memory.candidates[count] = UInt32(index * 64 + rest.trailingZeroBitCount)
        count += 1
        rest &= rest - 1
      }
    }
    if count > 0 { try body(count) }
  }
}
