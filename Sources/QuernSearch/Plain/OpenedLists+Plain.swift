import QuernCodec
import QuernIndex
import QuernModel

extension OpenedLists {
  /// Opens the lists of plain words of one field in a segment.
  ///
  /// - Parameter words: those that must match, then those that should, then those that must not.
  /// - Throws: ``SearchError/index(_:)``.
  static func open(
    _ words: [PlainWord], _ weights: [TermWeight], requiredCount: Int, prohibitedCount: Int,
    _ field: FieldReader,
    in reader: SegmentReader, number: Int
  ) throws(SearchError) -> Opening {
    let prohibitedStart = words.count - prohibitedCount
    var (count, optionalCount) = (0, 0)
    var (sum, least) = (0.0, Double.infinity)
    for place in words.indices {
      guard words[place].entries[number] != nil else {
        if place < requiredCount { return .noMatch }
        continue
      }
      count += 1
      guard place < prohibitedStart else { continue }
      if place >= requiredCount { optionalCount += 1 }
      let weight = Double(weights[place].weight)
      if weight > 0 { (sum, least) = (sum + weight, min(least, weight)) }
    }
    if requiredCount + optionalCount == 0 { return .noMatch }
    guard TermWeight.isExact(sum: sum, least: least) else { return .unsuitable }
    let memory = ListMemory(
      listCount: count, longestBlock: ListMemory.blockSize, addsUp: optionalCount > 1)
    let lists = TermLists(capacity: count)
    for place in words.indices {
      guard let entry = words[place].entries[number] else { continue }
      do throws(CodecError) {
        lists.append(
          try TermList(
            field, FoundTerm(entry: entry), weight: weights[place], memory: memory,
            number: lists.count, documentCount: reader.documentCount))
      } catch { throw .index(.codec(error)) }
    }
    return .lists(
      OpenedLists(
        lists, required: (0..<requiredCount).map { $0..<$0 + 1 },
        optional: requiredCount..<requiredCount + optionalCount,
        filter: LiveFilter(reader, prohibited: []), segment: number, memory: memory, counted: nil))
  }

  /// Finds the best documents of the lists.
  func collect(into top: inout TopDocuments) throws(CodecError) {
    if lists.count == 1 {
      var executor = SingleListExecutor(self)
      try executor.run(into: &top)
    } else if isIntersection {
      var executor = IntersectionExecutor(self)
      try executor.run(into: &top)
    } else {
      var executor = ListExecutor(self)
      try executor.run(into: &top)
    }
  }
}
