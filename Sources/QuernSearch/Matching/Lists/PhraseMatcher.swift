import CKernels
import QuernCodec
import QuernIndex

/// Counts how often the words of a phrase stand at their distances in a document.
///
/// Belongs to one search. The words are those of the phrase's parts, the rarest first.
@safe final class PhraseMatcher {
  private struct Word {
    /// The distances from the start of the phrase at which the word stands.
    let offsets: [UInt32]
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

  private let words: UnsafeMutableBufferPointer<Word>
  private let memory: UnsafeMutablePointer<Memory>

  /// 256: few documents have a word more often.
  private static let usualCount = 256

  init(_ field: FieldReader, _ found: [(entry: TermEntry, offsets: [UInt32])]) throws(CodecError) {
    var opened: [Word] = []
    for word in found {
      opened.append(
        Word(offsets: word.offsets, positions: try field.positionsWalker(word.entry)))
    }
    unsafe words = .allocate(capacity: opened.count)
    _ = unsafe words.initialize(from: opened)
    unsafe memory = .allocate(capacity: 1)
    unsafe memory.initialize(
      to: Memory(
        starts: .allocate(capacity: Self.usualCount),
        positions: .allocate(capacity: Self.usualCount), capacity: Self.usualCount))
  }

  deinit {
    // SAFETY: all of it was allocated and initialised in `init`, or grown since.
    unsafe words.deinitialize().deallocate()
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
      let offsets = unsafe words[index].offsets
      for (place, offset) in offsets.enumerated() {
        if index == 0, place == 0 {
          starts = begin(count, offset)
        } else {
          starts = unsafe quern_keep_starts(
            memory.pointee.starts, starts, memory.pointee.positions, count, offset)
        }
        if starts == 0 { return 0 }
      }
    }
    return starts
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
    try makeRoom(for: count, unsafe words[index].positions)
    unsafe try words[index].positions.read(
      skipping: skipped, count, into: memory.pointee.positions)
    unsafe words[index].place = place + 1
    return count
  }

  private func makeRoom(for count: UInt32, _ positions: borrowing PositionsWalker)
    throws(CodecError)
  {
    guard unsafe Int(count) > memory.pointee.capacity else { return }
    try positions.check(count)
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
