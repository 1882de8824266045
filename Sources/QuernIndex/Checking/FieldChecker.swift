import QuernCodec
import QuernModel

/// Verifies dictionary, postings, positions, impacts, lengths and counts of one field.
struct FieldChecker {
  private let segment: SegmentReader
  private let field: FieldReader

  init(_ segment: SegmentReader, _ field: FieldReader) {
    self.segment = segment
    self.field = field
  }

  func check() throws(CodecError) {
    var lengths = [UInt64](repeating: 0, count: Int(segment.documentCount))
    var terms = field.dictionary.cursor()
    var previous: [UInt8]?
    while try terms.next() {
      if let previous, !previous.lexicographicallyPrecedes(terms.term) {
        throw damage("terms in ascending order", "\(text(terms.term)) after \(text(previous))")
      }
      previous = terms.term
      guard try field.dictionary.find(terms.term) == terms.entry else {
        throw damage("a look-up of \(text(terms.term)) to find it", "another entry, or none")
      }
      try checkList(terms.term, terms.entry, &lengths)
    }
    try checkLengths(lengths)
  }

  private func checkList(
    _ term: [UInt8], _ entry: TermEntry, _ lengths: inout [UInt64]
  ) throws(CodecError) {
    guard entry.documentFrequency > 0 else {
      throw damage("a document that has \(text(term))", "none")
    }
    var (cursor, positions) = try field.openLists(entry)
    var occurrences: [UInt32] = []
    var documentFrequency: UInt64 = 0
    var totalFrequency: UInt64 = 0
    var list = Best()
    while cursor.lastDocument != DocumentID.end.rawValue {
      try cursor.loadDocuments()
      try cursor.loadFrequencies()
      // Positions alone would not tell: the same may stand elsewhere in the list.
      guard cursor.positionMark == positions.mark else {
        throw damage(
          "the position mark of \(text(term)) to lead to document \(cursor.documents[0])",
          "another place")
      }
      var block = Best()
      for index in 0..<cursor.documents.count {
        let document = cursor.documents[index]
        let frequency = cursor.frequencies[index]
        try positions.read(Int(frequency), into: &occurrences)
        try checkPositions(occurrences, term, document)
        let posting = Impact(
          frequency: frequency, lengthCode: try field.lengths.code(of: document))
        try checkImpacts(cursor, document, posting, term)
        block.take(posting)
        lengths[Int(document)] += UInt64(frequency)
        totalFrequency += UInt64(frequency)
      }
      documentFrequency += UInt64(cursor.documents.count)
      try checkTightness(cursor.blockImpacts, block, term)
      list.take(block.corner)
      try cursor.nextBlock()
    }
    try checkTightness(cursor.listImpacts, list, term)
    guard documentFrequency == UInt64(entry.documentFrequency),
      totalFrequency == entry.totalFrequency
    else {
      throw damage(
        "\(entry.documentFrequency) documents and \(entry.totalFrequency) occurrences of "
          + text(term), "\(documentFrequency) and \(totalFrequency)")
    }
  }

  private func checkPositions(
    _ positions: [UInt32], _ term: [UInt8], _ document: UInt32
  ) throws(CodecError) {
    for (left, right) in zip(positions, positions.dropFirst()) where left > right {
      throw damage(
        "ascending positions of \(text(term)) in document \(document)", "\(left), \(right)")
    }
  }

  /// Some impact of the block and some of the list must be as good as the posting or better.
  private func checkImpacts(
    _ cursor: PostingsCursor, _ document: UInt32, _ posting: Impact, _ term: [UInt8]
  ) throws(CodecError) {
    for impacts in [cursor.blockImpacts, cursor.listImpacts]
    where !impacts.contains(where: {
      $0.frequency >= posting.frequency && $0.lengthCode <= posting.lengthCode
    }) {
      throw damage(
        "impacts of \(text(term)) that bound document \(document)",
        "none for frequency \(posting.frequency) and length code \(posting.lengthCode)")
    }
  }

  /// The highest frequency and the least length code of some postings, each for itself.
  private struct Best {
    var corner = Impact(frequency: 0, lengthCode: .max)

    mutating func take(_ posting: Impact) {
      corner.frequency = max(corner.frequency, posting.frequency)
      corner.lengthCode = min(corner.lengthCode, posting.lengthCode)
    }
  }

  /// However impacts are joined, their ends are a frequency and a length that are there.
  private func checkTightness(
    _ impacts: [Impact], _ best: Best, _ term: [UInt8]
  ) throws(CodecError) {
    let ends = Impact(
      frequency: impacts.last?.frequency ?? 0, lengthCode: impacts.first?.lengthCode ?? .max)
    guard ends == best.corner else {
      throw damage(
        "impacts of \(text(term)) up to frequency \(best.corner.frequency) and from length code "
          + "\(best.corner.lengthCode)", "\(ends.frequency) and \(ends.lengthCode)")
    }
  }

  private func checkLengths(_ lengths: [UInt64]) throws(CodecError) {
    var statistics = FieldStatistics()
    for (document, length) in lengths.enumerated() {
      let code = try field.lengths.code(of: UInt32(document))
      guard code == LengthCode.encode(UInt32(clamping: length)) else {
        throw damage("the length code of \(length) tokens in document \(document)", "code \(code)")
      }
      if length > 0 { statistics.documentCount += 1 }
      statistics.tokenCount += length
    }
    guard statistics == field.statistics else {
      throw damage(
        "\(field.statistics.documentCount) documents with \(field.statistics.tokenCount) tokens",
        "\(statistics.documentCount) with \(statistics.tokenCount)")
    }
  }

  private func damage(_ expected: String, _ found: String) -> CodecError {
    .damaged(
      file: segment.name, offset: 0, expected: "\(expected) (field \(field.name))", found: found)
  }

  private func text(_ term: [UInt8]) -> String { "“\(String(decoding: term, as: UTF8.self))”" }
}
