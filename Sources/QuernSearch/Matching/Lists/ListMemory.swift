import QuernModel

/// The memory into which the lists of one search are unpacked: allocated once, freed at its end.
///
/// Belongs to one search. Whoever holds one of its pointers holds the memory too.
@safe final class ListMemory {
  /// The documents of a block, and what stands beside them.
  static let blockSize = 128

  /// The most documents that are scored together.
  static let windowSize = 2_048

  /// Room for the impacts of a list or of a block.
  let impactBuffer: UnsafeMutableBufferPointer<Impact>

  /// Documents that may enter the list of results, ascending, and what they score so far.
  let candidates: UnsafeMutablePointer<UInt32>
  let sums: UnsafeMutablePointer<Double>

  /// What is said of each candidate while a group is looked up.
  let marks: UnsafeMutablePointer<UInt8>

  /// The sums of the documents of a window; only where lists are added up in one.
  let windowSums: UnsafeMutablePointer<Double>
  let windowBits: UnsafeMutablePointer<UInt64>

  // Documents and frequencies of each list's block.
  private let integers: UnsafeMutablePointer<UInt32>
  private let scores: UnsafeMutablePointer<Float>
  private let listCount: Int

  static let maximumImpacts = 16
  private static let candidateCount = windowSize + blockSize

  init(listCount: Int, addsUp: Bool) {
    self.listCount = listCount
    let size = listCount * Self.blockSize
    unsafe impactBuffer = .allocate(capacity: Self.maximumImpacts)
    unsafe impactBuffer.initialize(repeating: Impact(frequency: 0, lengthCode: 0))
    unsafe candidates = .allocate(capacity: Self.candidateCount)
    unsafe sums = .allocate(capacity: Self.candidateCount)
    unsafe marks = .allocate(capacity: Self.candidateCount)
    unsafe windowSums = .allocate(capacity: addsUp ? Self.windowSize : 1)
    unsafe windowBits = .allocate(capacity: Self.windowSize / 64)
    unsafe windowBits.initialize(repeating: 0, count: Self.windowSize / 64)
    unsafe integers = .allocate(capacity: 2 * size)
    unsafe integers.initialize(repeating: 0, count: 2 * size)
    unsafe scores = .allocate(capacity: size)
  }

  deinit {
    unsafe impactBuffer.deallocate()
    unsafe candidates.deallocate()
    unsafe sums.deallocate()
    unsafe marks.deallocate()
    unsafe windowSums.deallocate()
    unsafe windowBits.deallocate()
    unsafe integers.deallocate()
    unsafe scores.deallocate()
  }

  /// The documents of a list's block.
  func documents(of list: Int) -> UnsafeMutablePointer<UInt32> {
    precondition(list < listCount)
    return unsafe integers + 2 * list * Self.blockSize
  }

  /// The frequencies of a list's block.
  func frequencies(of list: Int) -> UnsafeMutablePointer<UInt32> {
    precondition(list < listCount)
    return unsafe integers + (2 * list + 1) * Self.blockSize
  }

  /// The scores of a list's block.
  func scores(of list: Int) -> UnsafeMutablePointer<Float> {
    precondition(list < listCount)
    return unsafe scores + list * Self.blockSize
  }
}
