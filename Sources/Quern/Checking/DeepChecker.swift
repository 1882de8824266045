import QuernCodec
import QuernIndex
import QuernModel
import QuernStorage

/// Holds the stored text of a segment, analysed once more, against its postings.
///
/// Memory is bounded: eight bytes for a document and field, and as many fields at once as
/// ``maximumByteCount`` has room for.
struct DeepChecker {
  private let segment: SegmentReader
  private var digester: TextDigester
  private(set) var damages: [IndexDamage] = []

  /// The memory for digests in bytes.
  private static let maximumByteCount = 256 << 20

  /// One wrong document after another says nothing new.
  static let maximumDamageCount = 100

  init(_ segment: SegmentReader, _ digester: TextDigester) {
    self.segment = segment
    self.digester = digester
  }

  /// Checks all documents, the deleted ones too: their postings count until a merge.
  mutating func check() throws(QuernError) {
    let groupSize = max(1, Self.maximumByteCount / 8 / max(1, Int(segment.documentCount)))
    // One round at least, for fields that no segment has.
    for start in stride(from: 0, to: max(1, segment.fields.count), by: groupSize) {
      let end = min(start + groupSize, segment.fields.count)
      try check(Array(segment.fields[start..<end]), isFirst: start == 0)
    }
  }

  private mutating func check(_ fields: [FieldReader], isFirst: Bool) throws(QuernError) {
    let count = Int(segment.documentCount)
    var digests = fields.map { _ in [UInt64](repeating: 0, count: count) }
    do throws(CodecError) {
      for (number, field) in fields.enumerated() {
        try Self.subtractPostings(field, from: &digests[number])
      }
    } catch {
      return add(IndexDamage(.codec(error)))
    }
    try addTexts(fields, isFirst: isFirst, to: &digests)
    for (number, field) in fields.enumerated() {
      for document in digests[number].indices where digests[number][document] != 0 {
        try explain(UInt32(document), field)
        if damages.count >= Self.maximumDamageCount { return }
      }
    }
  }

  private static func subtractPostings(
    _ field: FieldReader, from digests: inout [UInt64]
  ) throws(CodecError) {
    var terms = field.dictionary.cursor()
    var occurrences: [UInt32] = []
    while try terms.next() {
      let hash = TermDigest.hash(terms.term)
      var (cursor, positions) = try field.openLists(terms.entry)
      while cursor.lastDocument != DocumentID.end.rawValue {
        try cursor.loadDocuments()
        try cursor.loadFrequencies()
        for index in 0..<cursor.documents.count {
          try positions.read(Int(cursor.frequencies[index]), into: &occurrences)
          let document = Int(cursor.documents[index])
          for position in occurrences {
            digests[document] &-= TermDigest.occurrence(hash, at: position)
          }
        }
        try cursor.nextBlock()
      }
    }
  }

  private mutating func addTexts(
    _ fields: [FieldReader], isFirst: Bool, to digests: inout [[UInt64]]
  ) throws(QuernError) {
    let numbers = Dictionary(
      fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    var stored = RecordsCursor(segment.stored)
    while let document = next(&stored) {
      let found = try digester.digests(of: document.content) { name in
        numbers[name] != nil || (isFirst && segment.field(name) == nil)
      }
      for (name, digest) in found {
        if let number = numbers[name] {
          digests[number][Int(document.number)] &+= digest
        } else {
          add(damage(document.number, name, "no postings of the field, of which it has words"))
        }
      }
    }
  }

  /// The next stored document, without its key.
  private mutating func next(
    _ stored: inout RecordsCursor
  ) -> (number: UInt32, content: Document)? {
    do throws(CodecError) {
      guard let (number, record) = try stored.next() else { return nil }
      let fields = try FieldsRecord.decode(record, file: segment.name)
      return (number, Document(key: DocumentKey(""), fields: fields))
    } catch {
      add(IndexDamage(.codec(error)))
      return nil
    }
  }

  // MARK: - What is wrong

  /// Finds a word of a document whose postings are not as its text says.
  private mutating func explain(_ number: UInt32, _ field: FieldReader) throws(QuernError) {
    do throws(IndexError) {
      let document = try segment.document(DocumentID(rawValue: number))
      let words: [[UInt8]: [UInt32]]
      do throws(QuernError) { words = try digester.occurrences(of: field.name, in: document) } catch
      {
        return add(damage(number, field.name, "\(error)"))
      }
      for (term, expected) in words.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        let found = try positions(of: term, in: number, field)
        guard found != expected else { continue }
        let word = String(decoding: term, as: UTF8.self)
        return add(
          damage(
            number, field.name,
            "“\(word)” at positions \(Self.list(found)), in the text at \(Self.list(expected))"))
      }
      add(damage(number, field.name, "words that its text does not have"))
    } catch {
      add(IndexDamage(error))
    }
  }

  /// The positions of a term in a document, as the postings have them.
  private func positions(
    of term: [UInt8], in document: UInt32, _ field: FieldReader
  ) throws(IndexError) -> [UInt32] {
    guard let entry = try field.find(term) else { return [] }
    return try coding { () throws(CodecError) in
      var (cursor, positions) = try field.openLists(entry)
      try cursor.seekBlock(document)
      guard cursor.lastDocument != DocumentID.end.rawValue else { return [] }
      try cursor.loadDocuments()
      try cursor.loadFrequencies()
      try positions.seek(cursor.positionMark)
      var occurrences: [UInt32] = []
      for index in 0..<cursor.documents.count {
        try positions.read(Int(cursor.frequencies[index]), into: &occurrences)
        if cursor.documents[index] == document { return occurrences }
      }
      return []
    }
  }

  private func damage(_ document: UInt32, _ field: FieldName, _ evidence: String) -> IndexDamage {
    let key = try? segment.key(of: DocumentID(rawValue: document))
    let name = key.map { " (\($0))" } ?? ""
    return IndexDamage(
      file: segment.name, offset: nil,
      evidence: "document \(document)\(name), field \(field): \(evidence)")
  }

  private static func list(_ positions: [UInt32]) -> String {
    guard !positions.isEmpty else { return "none" }
    let shown = positions.prefix(5).map(String.init).joined(separator: ", ")
    return positions.count > 5 ? shown + ", …" : shown
  }

  private mutating func add(_ damage: IndexDamage) {
    if damages.count < Self.maximumDamageCount { damages.append(damage) }
  }
}
