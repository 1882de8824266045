import QuernCodec
import QuernIndex

/// Opens the lists of plain words in a segment, in one field or in two.
struct PlainLists {
  private let field: FieldReader?
  private let shorter: FieldReader?
  private let shorterNorms: NormTable?
  private let memory: ListMemory
  private let documentCount: UInt32

  init(
    _ parameters: borrowing PlainParameters, _ memory: ListMemory, in reader: SegmentReader,
    number: Int
  ) {
    field = parameters.field.readers[number]
    shorter = parameters.shorter?.readers[number]
    shorterNorms = parameters.shorterNorms
    self.memory = memory
    documentCount = reader.documentCount
  }

  /// Appends the list of a word, unless the segment lacks it.
  ///
  /// - Parameters:
  ///   - entries: what the segment has of it.
  ///   - weight: what the word counts in the longer field.
  ///   - place: where the list's memory begins; moves behind it.
  func append(
    _ entries: (longer: TermEntry?, shorter: TermEntry?), _ weight: TermWeight,
    to lists: TermLists, at place: inout Int
  ) throws(CodecError) {
    let (longer, other) = entries
    guard let longer, let field else {
      guard let other, let shorter, let shorterNorms else { return }
      return lists.append(try open(other, shorter, weight.with(shorterNorms), at: &place))
    }
    guard let other, let shorter, let shorterNorms else {
      return lists.append(try open(longer, field, weight, at: &place))
    }
    let parts = TermLists(capacity: 2)
    parts.append(try open(longer, field, weight, at: &place))
    parts.append(try open(other, shorter, weight.with(shorterNorms), at: &place))
    lists.append(
      TermList(
        joining: parts, addsUp: false, blockCount: TermList.twoFieldsBlocks, memory: memory,
        number: place))
    place += TermList.fieldsMemory * TermList.twoFieldsBlocks
  }

  private func open(
    _ entry: TermEntry, _ field: FieldReader, _ weight: TermWeight, at place: inout Int
  ) throws(CodecError) -> TermList {
    defer { place += 1 }
    return try TermList(
      field, FoundTerm(entry: entry), weight: weight, memory: memory, number: place,
      documentCount: documentCount)
  }
}
