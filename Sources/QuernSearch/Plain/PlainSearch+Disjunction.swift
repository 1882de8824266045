import CKernels
import QuernCodec
import QuernIndex
import QuernModel

// The best documents that have some of several words, in one kernel: what ListExecutor finds, without a
// window, a walker and a call for each block of each word.
extension PlainSearch {
  /// 4,096: where more are wanted, as good as nothing is passed over, and windows are added up as soon.
  private static let mostWanted = 4_096

  /// The documents to be found, those before the offset too.
  private var wanted: Int { parameters.limit + parameters.offset }

  /// Whether a document need have only some of the words, or there is one, and their lists can be walked by a
  /// kernel.
  var isDisjunction: Bool {
    (requiredCount == 0 || words.count == 1) && !hasProhibited
      && 1...Self.mostWanted ~= wanted && areFieldsDense && !hasDeletions
  }

  /// Finds the best documents of a disjunction.
  ///
  /// - Returns: `false` where bytes are not what they should be, or lists would not give exact sums.
  func rankDisjunction(into top: inout TopDocuments) -> Bool {
    let (norms, shorterNorms) = (parameters.norms, parameters.shorterNorms)
    // What the kernel reads is theirs.
    defer { withExtendedLifetime((norms, shorterNorms)) {} }
    for number in snapshot.segments.indices {
      let isSound =
        if let shorterNorms {
          rankFieldsDisjunction(number, norms, shorterNorms, &top)
        } else {
          rankDisjunction(number, norms, &top)
        }
      guard isSound else { return false }
    }
    return true
  }

  private func rankDisjunction(
    _ number: Int, _ norms: NormTable, _ top: inout TopDocuments
  ) -> Bool {
    guard parameters.field.readers[number] != nil else { return true }
    let memory = ListMemory(
      listCount: words.count, longestBlock: ListMemory.blockSize, addsUp: true)
    let isSound = unsafe withKernelLists(inSegment: number, norms: norms, memory: memory) {
      field, lists in
      unsafe offerBest(lists, number, memory, &field, &top)
    }
    return isSound ?? false
  }

  private func rankFieldsDisjunction(
    _ number: Int, _ norms: NormTable, _ shorterNorms: NormTable, _ top: inout TopDocuments
  ) -> Bool {
    let memory = ListMemory(
      listCount: 2 * words.count, longestBlock: 2 * ListMemory.blockSize, addsUp: true)
    let isSound = unsafe withFieldLists(inSegment: number, norms, shorterNorms, memory) {
      fields, lists in
      unsafe offerBest(fields, lists, number, memory, &top)
    }
    return isSound ?? false
  }

  private func offerBest(
    _ fields: UnsafeMutableBufferPointer<quern_field>,
    _ lists: UnsafeMutableBufferPointer<quern_list>, _ number: Int, _ memory: ListMemory,
    _ top: inout TopDocuments
  ) -> Bool {
    guard let start = lists.baseAddress, let both = fields.baseAddress else { return false }
    var walk = unsafe quern_walk(memory, wanted: wanted, documentCount: both[0].document_count)
    let count = UInt32(lists.count / 2)
    // SAFETY: as in one field, and there are two lists for each word.
    unsafe quern_start_field_walk(start, count, &walk)
    while true {
      // SAFETY: as in one field: of both there is a code for each document.
      let found = unsafe quern_walk_field_range(both, start, count, Double(top.threshold), &walk)
      if found <= 0 { return found == 0 }
      // SAFETY: so many candidates were written.
      unsafe top.offer(walk.documents, walk.sums, count: Int(found), segment: number)
    }
  }

  private func offerBest(
    _ lists: UnsafeMutableBufferPointer<quern_list>, _ number: Int, _ memory: ListMemory,
    _ field: inout quern_field, _ top: inout TopDocuments
  ) -> Bool {
    guard let start = lists.baseAddress else { return false }
    var walk = unsafe quern_walk(memory, wanted: wanted, documentCount: field.document_count)
    // SAFETY: so many lists were opened; the walk keeps the memory's pointers no longer than it.
    unsafe quern_start_walk(start, UInt32(lists.count), &walk)
    while true {
      // SAFETY: the kernel reads inside the section and the codes of documents below the segment's
      // count, for each of which there is one.
      let found = unsafe quern_walk_range(
        &field, start, UInt32(lists.count), Double(top.threshold), &walk)
      if found <= 0 { return found == 0 }
      // SAFETY: so many candidates were written.
      unsafe top.offer(walk.documents, walk.sums, count: Int(found), segment: number)
    }
  }
}

extension quern_walk {
  /// 1,024 candidates end the first range.
  private static let firstRange: UInt32 = 1_024

  /// A walk in the memory of a search, of which it takes the room for candidates.
  init(_ memory: ListMemory, wanted: Int, documentCount: UInt32) {
    precondition(memory.candidateCount * 4 >= Int(QUERN_WALK_SIZE))
    unsafe self = quern_walk(
      documents: memory.candidates, merged: memory.mergedDocuments, sums: memory.sums,
      merged_sums: memory.mergedSums, capacity: UInt32(memory.candidateCount), count: 0,
      range_count: Self.firstRange, next: 0, last: documentCount - 1, wanted: UInt32(wanted),
      threshold: -.infinity, state: OpaquePointer(memory.ratios))
  }
}
