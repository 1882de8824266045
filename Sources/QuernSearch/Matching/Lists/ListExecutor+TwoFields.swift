import CKernels
import QuernCodec
import QuernModel

// Leads that are words in two fields: added up as two lists, and joined never.
extension ListExecutor {
  /// Whether a lead's documents, a block at a time, may be few enough to be merged.
  func isFewAtOnce(_ lead: Int) -> Bool {
    lists[lead].capacity == ListMemory.blockSize || lists[lead].isOverTwoFields
  }

  /// Unpacks what tells the first document of a lead's block.
  func loadDocuments(of lead: Int) throws(CodecError) {
    guard lists[lead].isOverTwoFields, let fields = lists[lead].fields else {
      return try lists[lead].load()
    }
    try lists[lead].loadParts(fields)
  }

  /// Moves to the block with the first documents from `first` on; false where none has any up to `last`.
  private func seek(
    _ lead: Int, from first: UInt32, through last: UInt32
  ) throws(CodecError) -> Bool {
    try lists[lead].seekBlock(first)
    return lists[lead].blockEnd != TermList.end && lists[lead].blockStart <= last
  }

  /// Takes the candidates of a window from one lead.
  mutating func selectTwoFields(
    _ fields: FieldLists, _ first: UInt32, _ last: UInt32, _ leading: [Int], _ rest: Double,
    _ top: inout TopDocuments
  ) throws(CodecError) {
    let lead = leading[0]
    var next = first
    while try seek(lead, from: next, through: last) {
      let end = lists[lead].blockEnd
      let count = try lists[lead].selectParts(
        above: threshold - rest, from: max(next, lists[lead].nextDocument),
        through: min(last, end), memory, fields)
      if count > 0 { try finish(count, leading, rest, &top) }
      if end >= last { return }
      next = end + 1
    }
  }

  /// Adds a lead up over a window.
  func addUpTwoFields(
    _ lead: Int, _ fields: FieldLists, _ first: UInt32, _ last: UInt32, cutoff: Double,
    _ count: inout Int, _ touched: inout Int
  ) throws(CodecError) {
    var next = first
    while try seek(lead, from: next, through: last) {
      let end = lists[lead].blockEnd
      let parts = try lists[lead].scoreParts(
        fields, from: max(next, lists[lead].nextDocument), through: min(last, end))
      // Each document of the window becomes a candidate once, and there is room for a block more.
      count += fields[0].accumulate(parts.longer, from: first, cutoff, memory, count)
      touch(fields[0], parts.longer, &touched)
      if !parts.shorter.isEmpty {
        try lists[lead].writeAdditions(parts, memory, fields)
        // SAFETY: the documents of the part lie in the window.
        count += Int(
          unsafe quern_accumulate(
            fields[1].documents + parts.shorter.lowerBound, lists[lead].scores,
            UInt32(parts.shorter.count), first, cutoff, memory.windowSums,
            memory.candidates + count))
        touch(fields[1], parts.shorter, &touched)
      }
      if end >= last { return }
      next = end + 1
    }
  }

  /// Notes the documents to whose sums something was added, as long as they are few.
  private func touch(_ list: borrowing TermList, _ part: Range<Int>, _ touched: inout Int) {
    // SAFETY: there is room for so many.
    if touched + part.count <= ListMemory.maximumTouched {
      unsafe (memory.touched + touched).update(
        from: list.documents + part.lowerBound, count: part.count)
    }
    touched += part.count
  }

  /// Merges the documents of a lead's block with those before.
  func mergeTwoFields(
    _ lead: Int, _ fields: FieldLists, _ first: UInt32, _ last: UInt32,
    _ merged: inout MergedSums
  ) throws(CodecError) {
    guard try seek(lead, from: first, through: last) else { return }
    let parts = try lists[lead].scoreParts(
      fields, from: max(first, lists[lead].nextDocument),
      through: min(last, lists[lead].blockEnd))
    unsafe merge(
      fields[0].documents + parts.longer.lowerBound, fields[0].scores + parts.longer.lowerBound,
      parts.longer.count, &merged)
    if parts.shorter.isEmpty { return }
    try lists[lead].writeAdditions(parts, memory, fields)
    unsafe merge(
      fields[1].documents + parts.shorter.lowerBound, lists[lead].scores, parts.shorter.count,
      &merged)
  }
}
