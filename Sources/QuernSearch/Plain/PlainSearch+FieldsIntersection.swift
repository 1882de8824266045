import CKernels
import QuernCodec
import QuernIndex
import QuernModel

// The documents that have all of some words, each in one of two fields or in both, in one kernel: what
// IntersectionExecutor finds, without joining the blocks of both fields.
extension PlainSearch {
  /// Offers the documents of a segment that have all words, as `intersect` does in one field.
  func intersectFields(
    _ number: Int, _ norms: NormTable, _ shorterNorms: NormTable, _ counting: Bool,
    _ top: inout TopDocuments
  ) -> Int? {
    let memory = ListMemory(
      listCount: 2 * words.count, longestBlock: 2 * ListMemory.blockSize, addsUp: false)
    return unsafe withFieldLists(inSegment: number, norms, shorterNorms, memory) { fields, lists in
      unsafe offerMatches(lists, number, memory, fields, counting, &top)
    }
  }

  /// Opens the lists of all words in both fields, two for each word, the word with the fewest postings first.
  ///
  /// Whoever calls keeps the norms alive until it is done.
  ///
  /// - Parameters:
  ///   - memory: a block for each list.
  ///   - body: gets the fields and the lists, which are there as long as it runs.
  /// - Returns: what `body` gives; `nil` where bytes are not what they should be, or sums would not be exact.
  func withFieldLists<Result>(
    inSegment number: Int, _ norms: NormTable, _ shorterNorms: NormTable, _ memory: ListMemory,
    _ body: (
      UnsafeMutableBufferPointer<quern_field>, UnsafeMutableBufferPointer<quern_list>
    ) -> Result?
  ) -> Result? {
    guard let shorter = parameters.shorter,
      let first = unsafe kernelField(parameters.field, inSegment: number, norms),
      let second = unsafe kernelField(shorter, inSegment: number, shorterNorms)
    else { return nil }
    return unsafe withUnsafeTemporaryAllocation(of: quern_list.self, capacity: 2 * words.count) {
      lists in
      unsafe withUnsafeTemporaryAllocation(of: quern_field.self, capacity: 2) { fields in
        unsafe fields.initializeElement(at: 0, to: first)
        unsafe fields.initializeElement(at: 1, to: second)
        guard unsafe openPairs(lists, number, norms, memory, fields) else { return nil }
        return unsafe body(fields, lists)
      }
    }
  }

  /// Opens the lists of all words in both fields, the word with the fewest postings first.
  ///
  /// - Returns: `false` where the bytes are not what they should be, or sums would not be exact.
  private func openPairs(
    _ lists: UnsafeMutableBufferPointer<quern_list>, _ number: Int, _ norms: NormTable,
    _ memory: ListMemory, _ fields: UnsafeMutableBufferPointer<quern_field>
  ) -> Bool {
    var (sum, least) = (0.0, Double.infinity)
    for place in words.indices {
      let weight = parameters.weight(
        words[place].documentFrequency, multiplicity: words[place].multiplicity, norms
      ).weight
      if weight > 0 { (sum, least) = (sum + Double(weight), min(least, Double(weight))) }
      let (longer, shorter) = entries.both(words[place], in: number)
      guard unsafe open(longer, weight, lists, 2 * place, memory, &fields[0]),
        unsafe open(shorter, weight, lists, 2 * place + 1, memory, &fields[1])
      else { return false }
      unsafe Self.movePair(place, lists)
    }
    return TermWeight.isExact(sum: sum, least: least)
  }

  /// Moves a word's lists before those of words with more postings.
  private static func movePair(
    _ place: Int, _ lists: UnsafeMutableBufferPointer<quern_list>
  ) {
    var place = place
    while place > 0, unsafe count(place, lists) < count(place - 1, lists) {
      // SAFETY: both pairs are among the lists that were opened.
      for field in 0..<2 { unsafe lists.swapAt(2 * place + field, 2 * (place - 1) + field) }
      place -= 1
    }
  }

  /// The number of postings of a word's lists.
  private static func count(
    _ place: Int, _ lists: UnsafeMutableBufferPointer<quern_list>
  ) -> Int {
    unsafe Int(lists[2 * place].count) + Int(lists[2 * place + 1].count)
  }

  private func open(
    _ entry: TermEntry?, _ weight: Float, _ lists: UnsafeMutableBufferPointer<quern_list>,
    _ place: Int, _ memory: ListMemory, _ field: inout quern_field
  ) -> Bool {
    let documents = unsafe memory.documents(of: place)
    let frequencies = unsafe memory.frequencies(of: place)
    guard let entry else {
      unsafe lists.initializeElement(
        at: place, to: quern_empty_list(weight, documents, frequencies))
      return true
    }
    guard let offset = Int(exactly: entry.postingsOffset), let start = lists.baseAddress else {
      return false
    }
    // SAFETY: the memory has room for a block of each list, of which there are two for each word.
    return unsafe quern_open_list(
      &field, offset, entry.documentFrequency, weight, documents, frequencies, start + place) != 0
  }

  private func offerMatches(
    _ lists: UnsafeMutableBufferPointer<quern_list>, _ number: Int, _ memory: ListMemory,
    _ fields: UnsafeMutableBufferPointer<quern_field>, _ counting: Bool,
    _ top: inout TopDocuments
  ) -> Int? {
    guard let start = lists.baseAddress, let fields = fields.baseAddress else { return nil }
    let segment = snapshot.segments[number]
    var matches = unsafe quern_field_matches(
      documents: memory.candidates, sums: memory.sums, next: 0)
    let scoring: Int32 = parameters.limit > 0 ? 1 : 0
    var total = 0
    while true {
      let threshold = counting ? -Double.infinity : Double(top.threshold)
      // SAFETY: the kernel reads inside the sections and the codes of documents below the segment's
      // count, for each of which there is one in each field, and writes two blocks of documents, for which
      // there is room.
      var found = unsafe Int(
        quern_next_field_matches(
          fields, start, UInt32(words.count), threshold, scoring, &matches))
      if found <= 0 { return found == 0 ? total : nil }
      if segment.deletedCount > 0 { found = keepLive(found, memory, segment) }
      total += found
      // SAFETY: so many candidates were written.
      unsafe top.offer(memory.candidates, memory.sums, count: found, segment: number)
    }
  }
}
