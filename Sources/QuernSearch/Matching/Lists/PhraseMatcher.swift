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

  /// Whether it matters how often the phrase stands in a document, and what it scores.
  var scores = true

  /// How often the phrase stands in each of those.
  let counts: UnsafeMutablePointer<UInt32>

  /// The blocks of positions of two words that were unpacked last.
  private let unpacked: UnsafeMutablePointer<quern_position_block>

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
    unsafe counts = .allocate(capacity: ListMemory.blockSize)
    unsafe unpacked = .allocate(capacity: 2)
    for index in 0..<2 {
      unsafe (unpacked + index).initialize(to: quern_position_block())
      unsafe unpacked[index].block = Int.max
    }
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
    unsafe counts.deallocate()
    unsafe unpacked.deallocate()
    unsafe memory.pointee.starts.deallocate()
    unsafe memory.pointee.positions.deallocate()
    unsafe memory.deallocate()
  }

  /// Whether the phrase has each of its two rarest words once.
  var beginsWithTwoWords: Bool {
    unsafe words.count > 1 && words[0].others.isEmpty && words[1].others.isEmpty
  }

  /// How many documents have had the two rarest words; of how many of these positions were read, since they had the
  /// others too; and in how many of those the two stood at their distances.
  private var (sharedCount, readCount, neighbourCount) = (0, 0, 0)
  private var isLearning = false

  /// 64: after so many documents it is known what most are like.
  private static let leastRead = 64

  /// Whether it pays to find the documents in which the two rarest words of more stand at their distances, before
  /// the others are looked up: where most documents have those, and few have the two so.
  ///
  /// - Parameter count: of so many documents that have the two.
  func findsNeighboursFirst(of count: Int) -> Bool {
    let isSelective =
      readCount >= Self.leastRead && 2 * readCount > sharedCount && 4 * neighbourCount < readCount
    // Of documents that were chosen so, most have the two words side by side.
    isLearning = !(isSelective && count >= Self.manyPhrases)
    if isLearning { sharedCount += count }
    return !isLearning
  }

  /// 6: fewer documents of a block are read by themselves sooner than all of its positions are unpacked.
  private static let manyPhrases = 6

  /// Counts the two rarest words at their distances in documents that both have.
  ///
  /// - Parameters:
  ///   - found: which of ``places``.
  ///   - base: where in the first word's block its places begin.
  /// - Returns: how many documents were counted: the next is one for ``countPhrases(_:)``.
  func countTwoWords(
    _ found: Range<Int>, base: Int, _ parts: TermLists
  ) throws(CodecError) -> Int {
    let start = found.lowerBound
    // SAFETY: the places lie in the blocks, whose frequencies are unpacked; there is room for as many counts.
    var first = unsafe try word(0, &parts[0], base + Int(places.first[start]))
    var second = unsafe try word(1, &parts[1], Int(places.second[start]))
    unsafe first.base = UInt32(base)
    let count = unsafe words[0].positions.withPlace { firstPlace in
      unsafe words[1].positions.withPlace { secondPlace in
        unsafe (first.list, second.list) = (firstPlace, secondPlace)
        return unsafe quern_match_two(
          &first, &second, places.first + start, places.second + start, UInt32(found.count),
          found.count >= Self.manyPhrases ? 1 : 0, counts + start)
      }
    }
    unsafe (words[0].place, words[1].place) = (Int(first.place), Int(second.place))
    return Int(count)
  }

  /// What the kernel reads of a word, from before a place on.
  private func word(
    _ index: Int, _ list: inout TermList, _ place: Int
  ) throws(CodecError) -> quern_phrase_word {
    try list.loadFrequencies()
    try begin(index, &list, place)
    return unsafe words[index].positions.withPlace { positions in
      unsafe quern_phrase_word(
        list: positions, unpacked: unpacked + index, frequencies: list.frequencies,
        place: UInt32(words[index].place), offset: words[index].offset, base: 0)
    }
  }

  /// Moves to the positions of a block's documents where they are not read already, or were read further.
  @inline(__always)
  private func begin(_ index: Int, _ list: inout TermList, _ place: Int) throws(CodecError) {
    guard unsafe words[index].blockEnd != list.blockEnd || words[index].place > place else {
      return
    }
    unsafe try words[index].positions.seek(try list.walker.readMark())
    unsafe words[index].blockEnd = list.blockEnd
    unsafe words[index].place = 0
  }

  /// Counts the phrase in the document that was found in all parts.
  func countPhrases(_ parts: TermLists) throws(CodecError) -> UInt32 {
    var starts: UInt32 = 0
    // SAFETY: there are as many words as parts, and reading makes room for the positions.
    for index in 0..<parts.count {
      let count = try read(index, &parts[index])
      let offset = unsafe words[index].offset
      starts = index == 0 ? begin(count, offset) : keep(starts, count, offset)
      if isLearning, index == 0 { readCount += 1 }
      if starts == 0 { return 0 }
      if isLearning, index == 1 { neighbourCount += 1 }
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
    try begin(index, &list, place)
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
