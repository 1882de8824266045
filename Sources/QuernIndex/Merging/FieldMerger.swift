import QuernCodec
import QuernModel
import QuernStorage

/// Merges one field of several segments, term by term in byte order.
struct FieldMerger {
  private struct Input {
    var field: FieldReader
    var source: Int
    var terms: DictionaryCursor
  }

  private let name: FieldName
  private let sources: [SegmentReader]
  private let renumbering: [Renumbering]
  private let documentCount: UInt32

  init(
    _ name: FieldName, _ sources: [SegmentReader], _ renumbering: [Renumbering],
    documentCount: UInt32
  ) {
    self.name = name
    self.sources = sources
    self.renumbering = renumbering
    self.documentCount = documentCount
  }

  func write(
    to writer: FramedWriter, number: Int, spillingTo waiting: SpillFile
  ) throws(CodecError) -> SegmentMetadata.Field {
    let lengths = try mergeLengths()
    let codes = LengthLookup(lengths, documentCount: Int(documentCount))
    // Pairs are kept up where there were some.
    let writesPairs = sources.contains { $0.field(name)?.pairs != nil }
    var sections = FieldSectionsWriter(
      writer, number: number, spillingTo: waiting, documentCount: Int(documentCount),
      writesPairs: writesPairs)
    var tokenCount: UInt64 = 0
    var inputs = try openInputs()
    while let term = inputs.map(\.terms.term).min(by: { $0.lexicographicallyPrecedes($1) }) {
      var hasPostings = false
      for index in inputs.indices where inputs[index].terms.term == term {
        let copied = try copyList(inputs[index], codes, to: &sections)
        tokenCount += copied
        hasPostings = hasPostings || copied > 0
      }
      if hasPostings { try sections.finishTerm(term[...]) }
      inputs = try advance(inputs, past: term)
    }
    try sections.finish(codes)
    try writer.writeSection(
      .lengths, field: number, lengths.encode(documentCount: Int(documentCount)))
    return SegmentMetadata.Field(
      name: name,
      statistics: FieldStatistics(documentCount: UInt64(lengths.count), tokenCount: tokenCount))
  }

  private func openInputs() throws(CodecError) -> [Input] {
    var inputs: [Input] = []
    for (source, segment) in sources.enumerated() {
      guard let field = segment.field(name) else { continue }
      var terms = field.dictionary.cursor()
      if try terms.next() { inputs.append(Input(field: field, source: source, terms: terms)) }
    }
    return inputs
  }

  private func advance(_ inputs: [Input], past term: [UInt8]) throws(CodecError) -> [Input] {
    var rest: [Input] = []
    for var input in inputs {
      if input.terms.term == term, try !input.terms.next() { continue }
      rest.append(input)
    }
    return rest
  }

  private func mergeLengths() throws(CodecError) -> LengthsWriter {
    var lengths = LengthsWriter()
    for (source, segment) in sources.enumerated() {
      guard let field = segment.field(name) else { continue }
      try field.lengths.forEach { (document, code) throws(CodecError) in
        guard document < segment.documentCount else {
          throw .damaged(
            file: segment.name, offset: 0, expected: "a document below \(segment.documentCount)",
            found: "\(document)")
        }
        if let new = renumbering[source][document] { lengths.append(document: new, code: code) }
      }
    }
    return lengths
  }

  /// Copies the postings of a term that have not been deleted.
  ///
  /// - Returns: the number of occurrences.
  private func copyList(
    _ input: Input, _ codes: LengthLookup, to sections: inout FieldSectionsWriter
  ) throws(CodecError) -> UInt64 {
    let entry = input.terms.entry
    var (cursor, positions) = try input.field.openLists(entry)
    var occurrences: [UInt32] = []
    var count: UInt64 = 0
    while cursor.lastDocument != DocumentID.end.rawValue {
      try cursor.loadDocuments()
      try cursor.loadFrequencies()
      for index in 0..<cursor.documents.count {
        let frequency = Int(cursor.frequencies[index])
        try positions.read(frequency, into: &occurrences)
        guard let document = renumbering[input.source][cursor.documents[index]] else { continue }
        sections.append(
          document: document, lengthCode: codes[document], positions: occurrences,
          0..<frequency)
        count += UInt64(frequency)
      }
      try cursor.nextBlock()
    }
    return count
  }
}
