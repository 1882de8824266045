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
