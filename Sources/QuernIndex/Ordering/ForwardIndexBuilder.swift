import QuernCodec
import QuernModel

/// Turns the posting lists of several segments into the terms of each document.
///
/// Terms that hardly any document has tell no documents apart, and terms without room are left out,
/// the most frequent ones first: their lists are dense in any order.
struct ForwardIndexBuilder {
  /// A term of fewer documents is left out.
  static let leastDocumentFrequency: UInt64 = 4

  /// What a term takes in the workspaces of some threads; of any number, so that the order is the same.
  private static let byteCountPerTerm: UInt64 = 48

  private let plan: MergePlan
  private let memoryByteCount: Int

  init(_ plan: MergePlan, memoryByteCount: Int) {
    self.plan = plan
    self.memoryByteCount = memoryByteCount
  }

  /// - Throws: ``CodecError`` where a source is damaged.
  func build() throws(CodecError) -> ForwardIndex {
    let greatest = try greatestFrequency()
    let documentCount = Int(plan.documentCount)
    var starts = [Int](repeating: 0, count: documentCount + 1)
    var termCount = 0
    try forEachTerm(to: greatest) { (lists) throws(CodecError) in
      termCount += 1
      try forEachDocument(lists) { starts[$0 + 1] += 1 }
    }
    for document in 0..<documentCount { starts[document + 1] += starts[document] }
    var terms = [UInt32](repeating: 0, count: starts[documentCount])
    var places = starts
    var term: UInt32 = 0
    try forEachTerm(to: greatest) { (lists) throws(CodecError) in
      try forEachDocument(lists) { document in
        terms[places[document]] = term
        places[document] += 1
      }
      term += 1
    }
    return ForwardIndex(starts: starts, terms: terms, termCount: termCount)
  }

  /// The document frequency up to which terms have room, rounded down to a power of two.
  private func greatestFrequency() throws(CodecError) -> UInt64 {
    var postings = [UInt64](repeating: 0, count: 65)
    var words = postings
    try forEachTerm(to: .max) { lists in
      let frequency = Self.documentFrequency(lists)
      let magnitude = 64 - frequency.leadingZeroBitCount
      postings[magnitude] += frequency
      words[magnitude] += 1
    }
    // Beside the terms of documents: the places of both passes, the order, and what is kept of terms.
    var room = memoryByteCount - 40 * Int(plan.documentCount)
    for magnitude in 0..<64 {
      let wanted = 4 * postings[magnitude] + Self.byteCountPerTerm * words[magnitude]
      guard let wanted = Int(exactly: wanted), wanted <= room else {
        return magnitude == 0 ? 0 : (1 << UInt64(magnitude - 1)) - 1
      }
      room -= wanted
    }
    return .max
  }

  private static func documentFrequency(_ lists: [MergedTerms.Input]) -> UInt64 {
    lists.reduce(0) { $0 &+ UInt64($1.terms.entry.documentFrequency) }
  }

  private func forEachTerm(
    to greatest: UInt64, _ body: ([MergedTerms.Input]) throws(CodecError) -> Void
  ) throws(CodecError) {
    for name in plan.fieldNames {
      var terms = try MergedTerms(name, plan.sources)
      while let lists = try terms.next() {
        let frequency = Self.documentFrequency(lists)
        guard frequency >= Self.leastDocumentFrequency && frequency <= greatest else { continue }
        try body(lists)
      }
    }
  }

  /// Calls a function with the number of each document that has a term and is not deleted.
  private func forEachDocument(
    _ lists: [MergedTerms.Input], _ body: (Int) -> Void
  ) throws(CodecError) {
    for list in lists {
      var (cursor, _) = try list.field.openLists(list.terms.entry)
      while cursor.lastDocument != DocumentID.end.rawValue {
        try cursor.loadDocuments()
        for index in 0..<cursor.documents.count {
          if let document = plan.renumbering[list.source][cursor.documents[index]] {
            body(Int(document))
          }
        }
        try cursor.nextBlock()
      }
    }
  }
}
