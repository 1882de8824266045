import QuernCodec
import QuernModel
import QuernStorage

/// Merges one field of several segments, term by term in byte order.
struct FieldMerger {
  private let name: FieldName
  private let plan: MergePlan

  init(_ name: FieldName, _ plan: MergePlan) {
    self.name = name
    self.plan = plan
  }

  /// Writes the field's sections.
  ///
  /// - Parameter shared: the words that are frequent in the longest field that has some; fields are written the
  ///   longest first. Empty until then, and filled here.
  func write(
    to writer: FramedWriter, number: Int, sharing shared: inout Set<[UInt8]>,
    spillingTo waiting: SpillFile
  ) throws(CodecError) -> SegmentMetadata.Field {
    let documentCount = Int(plan.documentCount)
    let lengths = try mergeLengths()
    let codes = LengthLookup(lengths, documentCount: documentCount)
    // Pairs are kept up where there were some.
    let writesPairs = plan.sources.contains { $0.field(name)?.pairs != nil }
    var sections = FieldSectionsWriter(
      writer, number: number, spillingTo: waiting, documentCount: documentCount,
      writesPairs: writesPairs, others: shared)
    var tokenCount: UInt64 = 0
    var terms = try MergedTerms(name, plan.sources)
    var gathered = GatheredPostings()
    while let lists = try terms.next() {
      let copied =
        plan.isReordered
        ? try sortLists(lists, codes, &gathered, to: &sections)
        : try copyLists(lists, codes, to: &sections)
      tokenCount += copied
      if copied > 0 { try sections.finishTerm(terms.term[...]) }
    }
    let frequent = try sections.finish(codes)
    if shared.isEmpty { shared = Set(frequent) }
    try writer.writeSection(
      .lengths, field: number, lengths.encode(documentCount: documentCount))
    return SegmentMetadata.Field(
      name: name,
      statistics: FieldStatistics(documentCount: UInt64(lengths.count), tokenCount: tokenCount))
  }

  private func mergeLengths() throws(CodecError) -> LengthsWriter {
    var all: [(document: UInt32, code: UInt8)] = []
    for (source, segment) in plan.sources.enumerated() {
      guard let field = segment.field(name) else { continue }
      try field.lengths.forEach { (document, code) throws(CodecError) in
        guard document < segment.documentCount else {
          throw .damaged(
            file: segment.name, offset: 0, expected: "a document below \(segment.documentCount)",
            found: "\(document)")
        }
        if let new = plan.renumbering[source][document] { all.append((new, code)) }
      }
    }
    if plan.isReordered { all.sort { $0.document < $1.document } }
    var lengths = LengthsWriter()
    for (document, code) in all { lengths.append(document: document, code: code) }
    return lengths
  }

  /// Copies the postings of a term that have not been deleted, one list after another.
  ///
  /// - Returns: the number of occurrences.
  private func copyLists(
    _ lists: [MergedTerms.Input], _ codes: LengthLookup, to sections: inout FieldSectionsWriter
  ) throws(CodecError) -> UInt64 {
    var count: UInt64 = 0
    for list in lists {
      _ = try forEachPosting(list) { document, positions, frequency in
        sections.append(
          document: document, lengthCode: codes[document], positions: positions, 0..<frequency)
        count += UInt64(frequency)
      }
    }
    return count
  }

  /// Copies the postings of a term that have not been deleted, in their new order.
  ///
  /// - Returns: the number of occurrences.
  private func sortLists(
    _ lists: [MergedTerms.Input], _ codes: LengthLookup, _ gathered: inout GatheredPostings,
    to sections: inout FieldSectionsWriter
  ) throws(CodecError) -> UInt64 {
    let total = lists.reduce(0) { $0 &+ $1.terms.entry.totalFrequency }
    // A part of the documents at a time, so that memory does not depend on the longest list.
    let parts = min(
      UInt64(max(1, plan.documentCount)), total / UInt64(GatheredPostings.usualCount) + 1)
    var count: UInt64 = 0
    for part in 0..<parts {
      let low = UInt32(UInt64(plan.documentCount) * part / parts)
      let high = UInt32(UInt64(plan.documentCount) * (part + 1) / parts)
      gathered.removeAll()
      var occurrences: UInt64 = 0
      for list in lists {
        occurrences += try forEachPosting(list) { document, positions, frequency in
          guard document >= low && document < high else { return }
          gathered.append(document: document, positions: positions[..<frequency])
          count += UInt64(frequency)
        }
      }
      // The dictionary may say anything: what it says must not make more passes than lists need.
      guard parts == 1 || occurrences == total else { throw wrongTotal(lists, occurrences) }
      gathered.forEach { document, positions, range in
        sections.append(
          document: document, lengthCode: codes[document], positions: positions, range)
      }
    }
    return count
  }

  private func wrongTotal(_ lists: [MergedTerms.Input], _ found: UInt64) -> CodecError {
    let name = lists.first.map { plan.sources[$0.source].name } ?? ""
    let total = lists.reduce(0) { $0 &+ $1.terms.entry.totalFrequency }
    return .damaged(
      file: name, offset: 0, expected: "\(total) occurrences of a term in the field \(self.name)",
      found: "\(found)")
  }

  /// Calls a function with each posting that has not been deleted: new number, positions, frequency.
  ///
  /// - Returns: the number of occurrences, those in deleted documents included.
  private func forEachPosting(
    _ list: MergedTerms.Input, _ body: (UInt32, [UInt32], Int) -> Void
  ) throws(CodecError) -> UInt64 {
    let renumbering = plan.renumbering[list.source]
    var (cursor, positions) = try list.field.openLists(list.terms.entry)
    var count: UInt64 = 0
    var occurrences: [UInt32] = []
    while cursor.lastDocument != DocumentID.end.rawValue {
      try cursor.loadDocuments()
      try cursor.loadFrequencies()
      for index in 0..<cursor.documents.count {
        let frequency = Int(cursor.frequencies[index])
        try positions.read(frequency, into: &occurrences)
        count += UInt64(frequency)
        if let document = renumbering[cursor.documents[index]] {
          body(document, occurrences, frequency)
        }
      }
      try cursor.nextBlock()
    }
    return count
  }
}
