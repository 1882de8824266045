import CKernels
import QuernCodec
import QuernIndex

/// Counts how often the words of a phrase stand at their distances in a document.
///
/// Belongs to one search. The words are those of the phrase's parts, the rarest first.
@safe final class PhraseMatcher {
  private struct Word {
    /// The first distance from the start of the phrase at which the word stands, and the others.
    let offset: UInt32
    let others: [UInt32]
    var positions: PositionsWalker

    // Where the positions are read: before the document with this place in this block.
    var blockEnd = TermList.end
    var place = 0
  }

  /// Where positions are read to, grown as documents need it.
  @safe private struct Memory {
    var starts: UnsafeMutablePointer<UInt32>
    var positions: UnsafeMutablePointer<UInt32>
    var capacity: Int
  }

  /// Where the documents that the two rarest words share stand in their blocks.
  let places: (first: UnsafeMutablePointer<UInt8>, second: UnsafeMutablePointer<UInt8>)

  private let words: UnsafeMutableBufferPointer<Word>
  private let memory: UnsafeMutablePointer<Memory>

  /// 256: few documents have a word more often.
  private static let usualCount = 256

  init(_ field: FieldReader, _ found: [(FoundTerm, [UInt32])]) throws(CodecError) {
    var opened: [Word] = []
    for (term, offsets) in found {
      opened.append(
        Word(
          offset: offsets[0], others: Array(offsets.dropFirst()),
          positions: try field.positionsWalker(term.entry, ofPair: term.isPair)))
    }
    unsafe words = .allocate(capacity: opened.count)
    _ = unsafe words.initialize(from: opened)
    unsafe places = (
      .allocate(capacity: ListMemory.blockSize), .allocate(capacity: ListMemory.blockSize)
    )
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(
      to: Memory(
        starts: .allocate(capacity: Self.usualCount),
        positions: .allocate(capacity: Self.usualCount), capacity: Self.usualCount))
  }

  deinit {
    // SAFETY: all of it was allocated and initialised in `init`, or grown since.
    unsafe words.deinitialize().deallocate()
    unsafe places.first.deallocate()
    unsafe places.second.deallocate()
    unsafe memory.pointee.starts.deallocate()
    unsafe memory.pointee.positions.deallocate()
    unsafe memory.deallocate()
  }

  /// Counts the phrase in the document that was found in all parts.
  func countPhrases(_ parts: TermLists) throws(CodecError) -> UInt32 {
    var starts: UInt32 = 0
    // SAFETY: there are as many words as parts, and reading makes room for the positions.
    for index in 0..<parts.count {
      let count = try read(index, &parts[index])
      let offset = unsafe words[index].offset
      starts = index == 0 ? begin(count, offset) : keep(starts, count, offset)
      if starts == 0 { return 0 }
      guard unsafe !words[index].others.isEmpty else { continue }
      for offset in unsafe words[index].others { starts = keep(starts, count, offset) }
    }
    return starts
  }

  @inline(__always)
  private func keep(_ starts: UInt32, _ count: UInt32, _ offset: UInt32) -> UInt32 {
    // SAFETY: so many starts and positions were written.
    unsafe quern_keep_starts(
      memory.pointee.starts, starts, memory.pointee.positions, count, offset)
  }

  /// Takes the places where the phrase may start from the positions of its rarest word.
  private func begin(_ count: UInt32, _ offset: UInt32) -> UInt32 {
    var starts: UInt32 = 0
    // SAFETY: `count` positions were read, and there is room for as many starts.
    for index in 0..<Int(count) {
      let position = unsafe memory.pointee.positions[index]
      if position < offset { continue }
      unsafe memory.pointee.starts[Int(starts)] = position - offset
      starts += 1
    }
    return starts
  }

  /// Reads the positions of a word in the document that was found, and gives their number.
  private func read(_ index: Int, _ list: inout TermList) throws(CodecError) -> UInt32 {
    try list.loadFrequencies()
    let place = list.foundPlace
    // SAFETY: the document was found in the loaded block, whose frequencies are unpacked.
    let count = unsafe list.frequencies[place]
    if unsafe words[index].blockEnd != list.blockEnd || words[index].place > place {
      unsafe try words[index].positions.seek(try list.walker.readMark())
      unsafe words[index].blockEnd = list.blockEnd
      unsafe words[index].place = 0
    }
    let from = unsafe words[index].place
    let skipped = unsafe quern_sum(list.frequencies + from, UInt32(place - from))
    if unsafe Int(count) > memory.pointee.capacity { try makeRoom(for: count, index) }
    unsafe try words[index].positions.read(
      skipping: skipped, count, into: memory.pointee.positions)
    unsafe words[index].place = place + 1
    return count
  }

  private func makeRoom(for count: UInt32, _ index: Int) throws(CodecError) {
    unsafe try words[index].positions.check(count)
    let capacity = Int(count)
    let starts = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    // SAFETY: the old memory has so many values, which may be uninitialised: they are plain numbers.
    unsafe starts.update(from: memory.pointee.starts, count: memory.pointee.capacity)
    unsafe memory.pointee.starts.deallocate()
    unsafe memory.pointee.positions.deallocate()
    unsafe memory.pointee = Memory(
      starts: starts, positions: .allocate(capacity: capacity), capacity: capacity)
  }
}
