import CKernels
import QuernModel
import Synchronization

/// The memory into which the lists of one search are unpacked.
///
/// Most searches need about the same, which is kept for those to come. Belongs to one search: whoever holds
/// one of its pointers holds the memory too.
@safe final class ListMemory {
  /// The documents of a block, and what stands beside them.
  static let blockSize = 128

  /// The most documents that are added up together.
  static let windowSize = 4_096

  static let maximumImpacts = 16

  /// 8 blocks: what is added up by merging.
  static let maximumMerged = 8 * blockSize

  /// 1,024: more sums than that are as soon cleared with all others of the window.
  static let maximumTouched = 1_024

  /// Documents that may enter the list of results, ascending, and what they score so far.
  let candidates: UnsafeMutablePointer<UInt32>
  let sums: UnsafeMutablePointer<Double>

  /// The documents of a window to whose sums something was added, as long as they are few.
  let touched: UnsafeMutablePointer<UInt32>

  /// How many candidates there is room for.
  let candidateCount: Int

  /// What is said of each candidate while a clause of several lists is looked up.
  let marks: UnsafeMutablePointer<UInt8>

  /// What ratio each candidate has in the shorter one of two fields while a word is looked up in both.
  let ratios: UnsafeMutablePointer<Float>

  /// The places of documents that two blocks share, 128 for each.
  let places: UnsafeMutablePointer<UInt8>

  /// What comes before the last list when documents are added up by merging, with as much room as there is
  /// for candidates; only where lists are added up.
  let mergedDocuments: UnsafeMutablePointer<UInt32>
  let mergedSums: UnsafeMutablePointer<Double>

  /// The sums of the documents of a window, and a bit for each; only where lists are added up.
  ///
  /// Between windows nothing is added to any sum (see `quern_accumulate`) and no bit is set.
  let windowSums: UnsafeMutablePointer<Double>
  let windowBits: UnsafeMutablePointer<UInt64>

  /// Room for the impacts of a list or of a block.
  let impacts: UnsafeMutableBufferPointer<Impact>

  private let memory: UnsafeMutableRawPointer
  private let lists: UnsafeMutableRawPointer
  private let listCount: Int
  private let isUsual: Bool

  /// Whether sums are being added up: what an error has left half done is not kept.
  var isAddingUp = false

  /// Documents, frequencies and scores of a block, of 4 bytes each.
  private static let listByteCount = 3 * 4 * blockSize

  /// - Parameters:
  ///   - listCount: how many blocks of 128 there are to be, all lists together.
  ///   - longestBlock: the most documents that a list gives at once.
  ///   - addsUp: whether lists are added up in windows.
  init(listCount: Int, longestBlock: Int, addsUp: Bool) {
    // What is usual has room for all that is less.
    isUsual = listCount <= Self.usualCount && longestBlock <= Self.usualLongest
    let kept = unsafe isUsual ? Self.takeKept() : nil
    let listCount = isUsual ? Self.usualCount : listCount
    let longestBlock = isUsual ? Self.usualLongest : longestBlock
    let addsUp = addsUp || isUsual
    // A block more than the window: a kernel writes behind the last candidate.
    let candidateCount = (addsUp ? Self.windowSize : 0) + longestBlock
    self.candidateCount = candidateCount
    let windowCount = addsUp ? Self.windowSize : 0
    let touchedCount = addsUp ? Self.maximumTouched : 0
    let mergedCount = addsUp ? candidateCount : 0
    let placesCount = 2 * Self.blockSize
    let impactByteCount = MemoryLayout<Impact>.stride * Self.maximumImpacts
    let byteCount =
      windowCount * 8 + windowCount / 8 + impactByteCount + candidateCount * (8 + 4 + 4 + 1)
      + touchedCount * 4 + mergedCount * (8 + 4) + placesCount
      + listCount * Self.listByteCount
    self.listCount = listCount
    // Memory that is no more than aligned for any value comes sooner; 64 is that of a cache line.
    unsafe memory = kept ?? .allocate(byteCount: byteCount + 63, alignment: 16)
    // SAFETY: the parts follow each other in the order of their alignment and make up `byteCount`.
    var next = unsafe memory.alignedUp(toMultipleOf: 64)
    func take<Value: BitwiseCopyable>(_ count: Int, _ first: Value) -> UnsafeMutablePointer<Value> {
      let part = unsafe next.bindMemory(to: Value.self, capacity: count)
      unsafe next += count * MemoryLayout<Value>.stride
      return unsafe part
    }
    unsafe sums = take(candidateCount, 0)
    unsafe mergedSums = take(mergedCount, 0)
    unsafe windowSums = take(windowCount, 0)
    unsafe windowBits = take(windowCount / 64, 0)
    let none = Impact(frequency: 0, lengthCode: 0)
    unsafe impacts = UnsafeMutableBufferPointer(
      start: take(Self.maximumImpacts, none), count: Self.maximumImpacts)
    if unsafe kept == nil {
      unsafe windowBits.initialize(repeating: 0, count: windowCount / 64)
      if addsUp { unsafe quern_clear_sums(windowSums, UInt32(windowCount)) }
      unsafe impacts.initialize(repeating: none)
    }
    unsafe candidates = take(candidateCount, 0)
    unsafe ratios = take(candidateCount, 0)
    unsafe touched = take(touchedCount, 0)
    unsafe mergedDocuments = take(mergedCount, 0)
    unsafe lists = next
    unsafe next += listCount * Self.listByteCount
    unsafe marks = take(candidateCount, 0)
    unsafe places = take(placesCount, 0)
  }

  deinit {
    if isUsual, !isAddingUp, unsafe Self.keep(memory) { return }
    unsafe memory.deallocate()
  }

  // MARK: Kept memory

  /// 24: most searches have at most so many lists, or four words in two fields.
  private static let usualCount = 4 * TermList.twoFieldsMemory

  private static let usualLongest = 8 * blockSize

  /// 8: as many searches as run at once on most machines, of some 220 kB each.
  private static let keptCount = 8

  /// Memory of the usual size in which nothing is added up.
  private static let kept = Mutex<[Kept]>([])

  @safe private struct Kept: @unchecked Sendable {
    // SAFETY (@unchecked Sendable): whoever takes it is the only one who has it.
    let memory: UnsafeMutableRawPointer
  }

  private static func takeKept() -> UnsafeMutableRawPointer? {
    unsafe kept.withLock { $0.popLast() }?.memory
  }

  /// - Returns: whether the memory is kept.
  private static func keep(_ memory: UnsafeMutableRawPointer) -> Bool {
    kept.withLock { kept in
      guard kept.count < keptCount else { return false }
      unsafe kept.append(Kept(memory: memory))
      return true
    }
  }

  /// The documents of the block of a list that has `blockCount` places from `list` on.
  func documents(of list: Int, blockCount: Int = 1) -> UnsafeMutablePointer<UInt32> {
    unsafe part(0, of: list, blockCount)
  }

  /// The frequencies of a list's block.
  func frequencies(of list: Int, blockCount: Int = 1) -> UnsafeMutablePointer<UInt32> {
    unsafe part(1, of: list, blockCount)
  }

  /// The scores of a list's block.
  func scores(of list: Int, blockCount: Int = 1) -> UnsafeMutablePointer<Float> {
    unsafe part(2, of: list, blockCount)
  }

  /// Where the sums of a block of several fields stand, which take two thirds of a list's places.
  func totals(of list: Int, blockCount: Int) -> UnsafeMutablePointer<Double> {
    precondition(list + blockCount <= listCount)
    // SAFETY: the line before says that 12 bytes are there for each of the places.
    let start = unsafe lists + list * Self.listByteCount
    return unsafe start.bindMemory(to: Double.self, capacity: blockCount * Self.blockSize)
  }

  private func part<Value>(
    _ number: Int, of list: Int, _ blockCount: Int
  ) -> UnsafeMutablePointer<Value> {
    precondition(list + blockCount <= listCount)
    let size = blockCount * Self.blockSize
    let start = unsafe lists + list * Self.listByteCount + number * 4 * size
    return unsafe start.bindMemory(to: Value.self, capacity: size)
  }
}
