import CKernels
import QuernCodec

extension ListExecutor {
  /// Adds several leads up over a window.
  ///
  /// - Returns: the number of candidates: documents whose sums exceed the cutoff.
  mutating func addUp(
    _ first: UInt32, _ last: UInt32, _ leading: [Int], cutoff: Double
  ) throws(CodecError) -> Int {
    var count = 0
    var touched = 0
    memory.isAddingUp = true
    for lead in leading {
      if lists[lead].isOverTwoFields, let fields = lists[lead].fields {
        try addUpTwoFields(lead, fields, first, last, cutoff: cutoff, &count, &touched)
        continue
      }
      var next = first
      while let (part, end) = try scored(lead, from: next, through: last) {
        let documents = unsafe lists[lead].documents + part.lowerBound
        // Each document of the window becomes a candidate once, and there is room for a block more.
        count += lists[lead].accumulate(part, from: first, cutoff, memory, count)
        // SAFETY: there is room for so many.
        if touched + part.count <= ListMemory.maximumTouched {
          unsafe (memory.touched + touched).update(from: documents, count: part.count)
        }
        touched += part.count
        if end >= last { break }
        next = end + 1
      }
    }
    let size = Int(last - first) + 1
    sortCandidates(count, first, size)
    // SAFETY: the window has `size` documents, and those that were touched are among them.
    if touched <= ListMemory.maximumTouched {
      unsafe quern_clear_sums_of(memory.touched, UInt32(touched), first, memory.windowSums)
    } else {
      unsafe quern_clear_sums(memory.windowSums, UInt32(size))
    }
    memory.isAddingUp = false
    return count
  }

  /// The same for leads that have few documents, at most a block each in the window: they are merged.
  mutating func addUpMerging(
    _ first: UInt32, _ last: UInt32, _ leading: [Int], cutoff: Double
  ) throws(CodecError) -> Int {
    var merged = MergedSums()
    for lead in leading {
      if lists[lead].isOverTwoFields, let fields = lists[lead].fields {
        try mergeTwoFields(lead, fields, first, last, &merged)
        continue
      }
      guard let (part, _) = try scored(lead, from: first, through: last) else { continue }
      unsafe merge(
        lists[lead].documents + part.lowerBound, lists[lead].scores + part.lowerBound,
        part.count, &merged)
    }
    let count = merged.count
    if !merged.isInPlace {
      unsafe memory.candidates.update(from: memory.mergedDocuments, count: count)
      unsafe memory.sums.update(from: memory.mergedSums, count: count)
    }
    // SAFETY: so many candidates were written.
    return Int(unsafe quern_keep(memory.candidates, memory.sums, UInt32(count), cutoff))
  }

  /// How many documents have been merged, and whether they stand as candidates or beside those.
  struct MergedSums {
    var count = 0
    var isInPlace = true
  }

  /// Merges a list's documents and scores with those before.
  func merge(
    _ documents: UnsafePointer<UInt32>, _ scores: UnsafePointer<Float>, _ count: Int,
    _ merged: inout MergedSums
  ) {
    if count == 0 { return }
    let (here, there) = unsafe (
      (memory.candidates, memory.sums), (memory.mergedDocuments, memory.mergedSums)
    )
    let (from, sums) = unsafe merged.isInPlace ? here : there
    let (to, toSums) = unsafe merged.isInPlace ? there : here
    // SAFETY: of each of 8 lists at most comes a block at most, for all of which there is room in both.
    merged.count = Int(
      unsafe quern_merge_sums(
        from, sums, UInt32(merged.count), documents, scores, UInt32(count), to, toSums))
    merged.isInPlace.toggle()
  }

  /// Loads and scores the block with the first documents from `first` on.
  ///
  /// - Returns: where the documents of the window stand in the block, and the block's last document;
  ///   `nil` where the list has none in the window.
  mutating func scored(
    _ list: Int, from first: UInt32, through last: UInt32
  ) throws(CodecError) -> (part: Range<Int>, end: UInt32)? {
    try lists[list].seekBlock(first)
    let end = lists[list].blockEnd
    guard end != TermList.end, lists[list].blockStart <= last else { return nil }
    try lists[list].load()
    let from = lists[list].blockStart >= first ? 0 : lists[list].place(of: first)
    let to = end <= last ? lists[list].count : lists[list].place(of: last + 1)
    if from < to { try lists[list].score() }
    return (from..<max(from, to), end)
  }

  /// 12: so many are sorted sooner than all words of a window are looked through.
  private static let fewCandidates = 12

  private func sortFewCandidates(_ count: Int, _ first: UInt32) {
    let candidates = unsafe memory.candidates
    // SAFETY: all places are below `count`, all candidates in the window.
    for index in 0..<count {
      let document = unsafe candidates[index]
      var place = index
      while place > 0, unsafe candidates[place - 1] > document {
        unsafe candidates[place] = candidates[place - 1]
        place -= 1
      }
      unsafe candidates[place] = document
    }
    for index in 0..<count {
      unsafe memory.sums[index] = memory.windowSums[Int(candidates[index] - first)]
    }
  }

  /// Brings the candidates of a window into their order, with a bit for each, and fetches their sums.
  private func sortCandidates(_ count: Int, _ first: UInt32, _ size: Int) {
    if count <= Self.fewCandidates { return sortFewCandidates(count, first) }
    let (bits, candidates) = unsafe (memory.windowBits, memory.candidates)
    // SAFETY: candidates lie in the window, which has `size` documents.
    for index in 0..<count {
      let place = Int(unsafe candidates[index] &- first)
      unsafe bits[place &>> 6] |= 1 &<< UInt64(truncatingIfNeeded: place & 63)
    }
    var found = 0
    for word in 0..<((size + 63) / 64) {
      var rest = unsafe bits[word]
      unsafe bits[word] = 0
      while rest != 0 {
        let place = word &* 64 &+ rest.trailingZeroBitCount
        unsafe candidates[found] = first &+ UInt32(truncatingIfNeeded: place)
        unsafe memory.sums[found] = memory.windowSums[place]
        found &+= 1
        rest &= rest &- 1
      }
    }
  }
}
