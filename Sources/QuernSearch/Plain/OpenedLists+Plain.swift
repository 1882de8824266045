import QuernCodec
import QuernIndex
import QuernModel

extension OpenedLists {
  /// Opens the lists of plain words in a segment.
  ///
  /// - Parameter words: those that must match, then those that should, then those that must not.
  /// - Throws: ``SearchError/index(_:)``.
  static func open(
    _ words: [PlainWord], _ entries: PlainEntries, _ weights: [TermWeight], requiredCount: Int,
    prohibitedCount: Int, _ parameters: borrowing PlainParameters, in reader: SegmentReader,
    number: Int
  ) throws(SearchError) -> Opening {
    let prohibitedStart = words.count - prohibitedCount
    var (count, joinedCount, optionalCount) = (0, 0, 0)
    var (sum, least) = (0.0, Double.infinity)
    for place in words.indices {
      let (longer, shorter) = entries.both(words[place], in: number)
      guard longer != nil || shorter != nil else {
        if place < requiredCount { return .noMatch }
        continue
      }
      count += 1
      if longer != nil, shorter != nil { joinedCount += 1 }
      guard place < prohibitedStart else { continue }
      if place >= requiredCount { optionalCount += 1 }
      let weight = Double(weights[place].weight)
      if weight > 0 { (sum, least) = (sum + weight, min(least, weight)) }
    }
    if requiredCount + optionalCount == 0 { return .noMatch }
    guard TermWeight.isExact(sum: sum, least: least) else { return .unsuitable }
    let memory = ListMemory(
      listCount: count + (TermList.twoFieldsMemory - 1) * joinedCount,
      longestBlock: (joinedCount > 0 ? TermList.twoFieldsBlocks : 1) * ListMemory.blockSize,
      addsUp: optionalCount > 1)
    let lists = TermLists(capacity: count)
    let plain = PlainLists(parameters, memory, in: reader, number: number)
    do throws(CodecError) {
      var place = 0
      for index in words.indices {
        try plain.append(
          entries.both(words[index], in: number), weights[index], to: lists, at: &place)
      }
    } catch { throw .index(.codec(error)) }
    return .lists(
      OpenedLists(
        lists, required: (0..<requiredCount).map { $0..<$0 + 1 },
        optional: requiredCount..<requiredCount + optionalCount,
        filter: LiveFilter(reader, prohibited: []), segment: number, memory: memory,
        counted: nil))
  }

  /// Finds the best documents of the lists.
  ///
  /// - Parameter counts: whether all are to be counted, where that costs less now than afterwards.
  /// - Returns: their number; `nil` where they were not counted.
  @discardableResult
  func collect(into top: inout TopDocuments, counts: Bool = false) throws(CodecError) -> Int? {
    if counts, lists.count == 1 {
      var executor = SingleListExecutor(self)
      if executor.counts { return try executor.runCounting(into: &top) }
    }
    if var executor = TwoFieldsExecutor(self) {
      try executor.run(into: &top)
    } else if lists.count == 1 {
      var executor = SingleListExecutor(self)
      try executor.run(into: &top)
    } else if isIntersection {
      var executor = IntersectionExecutor(self)
      if counts, executor.countsAtOnce { return try executor.runCounting(into: &top) }
      try executor.run(into: &top)
    } else {
      var executor = ListExecutor(self)
      try executor.run(into: &top)
    }
    return nil
  }
}
