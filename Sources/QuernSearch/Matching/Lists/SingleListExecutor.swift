import CKernels
import QuernCodec
import QuernModel

/// Finds the best documents of one list: what ``ListExecutor`` does, without what several lists need.
struct SingleListExecutor {
  private let lists: TermLists
  private var filter: LiveFilter
  private let segment: Int
  private let memory: ListMemory

  init(_ opened: OpenedLists) {
    lists = opened.lists
    filter = opened.filter
    segment = opened.segment
    memory = opened.memory
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    try run(&lists[0], &top)
  }

  /// Whether all documents are counted while the best are found: those of a phrase are not to be matched
  /// twice, and matching them costs more than scoring.
  var counts: Bool { lists.isPhrase(0) && filter.acceptsAll }

  /// The same, and counts all documents.
  mutating func runCounting(into top: inout TopDocuments) throws(CodecError) -> Int {
    var total = 0
    while lists[0].blockEnd != TermList.end {
      try lists[0].load()
      total += lists[0].count
      let count = try lists[0].selectBlock(above: Double(top.threshold), memory)
      try filter.offer(memory, count, segment: segment, to: &top)
      try lists[0].nextBlock()
    }
    return total
  }

  private mutating func run(
    _ list: inout TermList, _ top: inout TopDocuments
  ) throws(CodecError) {
    var passed: UInt32 = 0
    while list.blockEnd != TermList.end, list.listBound > Double(top.threshold) {
      let threshold = Double(top.threshold)
      if let fields = list.fields {
        try list.passSpans(below: threshold, &passed, fields)
        if list.blockEnd == TermList.end { return }
      }
      if try list.boundBlock(above: threshold) > threshold,
        try filter.mayAccept(list.blockStart, through: list.blockEnd)
      {
        list.cutoff = threshold
        let count = try list.selectBlock(above: threshold, memory)
        try filter.offer(memory, count, segment: segment, to: &top)
      }
      try list.nextBlock()
    }
  }
}
