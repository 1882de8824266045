import CKernels
import QuernCodec
import QuernModel

/// Finds the best documents of a word in two fields: first those that the shorter field has it in, which
/// mostly are the better ones, then the others.
///
/// What the first have found lets most blocks of the longer list be passed over, by bounds of that list
/// alone: no block of it is joined with anything.
struct TwoFieldsExecutor {
  private let lists: TermLists
  private let fields: FieldLists
  private var filter: LiveFilter
  private let segment: Int
  private let memory: ListMemory

  /// Whether documents could be turned away only in ascending order: then they are not walked twice.
  static func isSuitable(_ opened: OpenedLists) -> Bool {
    opened.lists[0].isOverTwoFields && opened.filter.canRestart
  }

  /// - Returns: `nil` where the only list is none of a word in two fields.
  init?(_ opened: OpenedLists) {
    guard let fields = opened.lists[0].fields else { return nil }
    lists = opened.lists
    self.fields = fields
    filter = opened.filter
    segment = opened.segment
    memory = opened.memory
  }

  mutating func run(into top: inout TopDocuments) throws(CodecError) {
    try collectShorter(into: &top)
    fields[0].restart()
    fields[1].restart()
    try collectLonger(into: &top)
  }

  /// Offers the documents that the shorter field has the word in.
  private mutating func collectShorter(into top: inout TopDocuments) throws(CodecError) {
    while fields[1].blockEnd != TermList.end, lists[0].listBound > Double(top.threshold) {
      let threshold = Double(top.threshold)
      let bound = lists[0].boundShorter(try fields[1].bestRatio(), fields)
      if bound > threshold,
        try filter.mayAccept(fields[1].blockStart, through: fields[1].blockEnd)
      {
        let count = try lists[0].selectShorter(above: threshold, memory, fields)
        try filter.offer(memory, count, segment: segment, to: &top)
      }
      try fields[1].nextBlock()
    }
  }

  /// Offers the documents that only the longer field has the word in.
  private mutating func collectLonger(into top: inout TopDocuments) throws(CodecError) {
    while fields[0].blockEnd != TermList.end {
      let threshold = Double(top.threshold(of: fields[0].blockStart, segment: segment))
      // Later documents need exceed no more.
      if fields[0].listBound <= threshold { return }
      if try fields[0].boundBlock() > threshold,
        try filter.mayAccept(fields[0].blockStart, through: fields[0].blockEnd)
      {
        var count = try fields[0].selectBlock(above: threshold, memory)
        if count > 0 { count = try fields[1].leaveOut(count, memory) }
        try filter.offer(memory, count, segment: segment, takesTies: true, to: &top)
      }
      try fields[0].nextBlock()
    }
  }
}
