import CKernels
import QuernModel
import QuernStorage

/// The memory of a ``PostingsCursor``: what its walker unpacks.
///
/// Apart from the walker, so that one can be read while the other is written.
struct PostingsBuffers: Sendable {
  /// 128 values each, made when they are first needed and used for all blocks; the first
  /// `documentCount` and `frequencyCount` are of the current block.
  private(set) var documents: [UInt32] = []
  private(set) var frequencies: [UInt32] = []
  private(set) var documentCount = 0
  private(set) var frequencyCount = 0

  /// Room for the impacts of a list or of a block.
  private(set) var impacts = [Impact](
    repeating: Impact(frequency: 0, lengthCode: 0), count: PostingsFormat.maximumListImpacts)

  /// Opens a list and reads its impacts.
  mutating func open(
    _ postings: ByteView, entry: TermEntry, documentCount: UInt32
  ) throws(CodecError) -> PostingsWalker {
    // SAFETY: the array has 16 elements.
    unsafe try impacts.withUnsafeMutableBufferPointer { impacts throws(CodecError) in
      unsafe try PostingsWalker(
        postings, entry: entry, documentCount: documentCount, impacts: impacts)
    }
  }

  /// Reads the mark and the impacts of the block to which the walker came.
  ///
  /// - Returns: the number of impacts.
  mutating func enterBlock(_ walker: inout PostingsWalker) throws(CodecError) -> Int {
    documentCount = 0
    frequencyCount = 0
    // SAFETY: the array has 16 elements.
    return unsafe try impacts.withUnsafeMutableBufferPointer { impacts throws(CodecError) in
      unsafe try walker.readImpacts(into: impacts)
    }
  }

  /// The walker came to another block, of which only the postings are wanted.
  mutating func enterUnread() {
    documentCount = 0
    frequencyCount = 0
  }

  /// Reads a list of fewer than 128 postings at once, without a walker.
  ///
  /// - Returns: whether it was read; if not, a walker says what is wrong with it.
  mutating func readShort(_ postings: ByteView, entry: TermEntry, documentCount: UInt32) -> Bool {
    let count = entry.documentFrequency
    guard count > 0, count < UInt32(BitPacking.blockSize), count <= documentCount,
      let start = Int(exactly: entry.postingsOffset)
    else { return false }
    makeBuffers()
    let isRead = unsafe postings.bytes.withUnsafeBytes { bytes in
      // SAFETY: both arrays have 128 elements; the kernel reads inside the section.
      unsafe quern_unpack_short(
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), start, bytes.count, count,
        documentCount, &documents, &frequencies)
    }
    guard isRead > 0 else { return false }
    (self.documentCount, frequencyCount) = (Int(count), Int(count))
    return true
  }

  mutating func loadDocuments(_ walker: inout PostingsWalker) throws(CodecError) {
    guard documentCount == 0, walker.count > 0 else { return }
    makeBuffers()
    // SAFETY: both arrays have 128 elements.
    unsafe try documents.withUnsafeMutableBufferPointer { documents throws(CodecError) in
      unsafe try frequencies.withUnsafeMutableBufferPointer { frequencies throws(CodecError) in
        unsafe try walker.unpackDocuments(into: documents, frequencies: frequencies)
      }
    }
    documentCount = walker.count
    if walker.isTail { frequencyCount = walker.count }
  }

  mutating func loadFrequencies(_ walker: inout PostingsWalker) throws(CodecError) {
    guard frequencyCount == 0, walker.count > 0 else { return }
    if walker.isTail { return try loadDocuments(&walker) }
    makeBuffers()
    // SAFETY: the array has 128 elements.
    unsafe try frequencies.withUnsafeMutableBufferPointer { frequencies throws(CodecError) in
      unsafe try walker.unpackFrequencies(into: frequencies)
    }
    frequencyCount = walker.count
  }

  private mutating func makeBuffers() {
    guard documents.isEmpty else { return }
    documents = [UInt32](repeating: 0, count: BitPacking.blockSize)
    frequencies = documents
  }
}
