import QuernCodec
import QuernIndex
import QuernModel

/// All that an index says of its documents, read through dictionary, postings and positions.
struct SnapshotContents: Equatable {
  /// The positions of every word by field, word and key.
  var positions: [FieldName: [String: [DocumentKey: [UInt32]]]] = [:]
  var documents: [DocumentKey: Document] = [:]

  init() {}

  /// What the documents should read like.
  init(expecting documents: [Document]) {
    for document in documents {
      self.documents[document.key] = document
      for field in document.fields where field.isIndexed {
        var position: UInt32 = 0
        for value in field.values {
          for word in value.split(separator: " ") {
            positions[field.name, default: [:]][String(word), default: [:]][
              document.key, default: []
            ].append(position)
            position += 1
          }
          position += TokenBatch.valueGap
        }
      }
    }
  }

  /// What a snapshot reads like.
  init(reading snapshot: IndexSnapshot) throws {
    for segment in snapshot.segments {
      for number in 0..<segment.documentCount {
        let id = DocumentID(rawValue: number)
        guard !segment.isDeleted(id) else { continue }
        let document = try segment.document(id)
        documents[document.key] = document
      }
      for name in snapshot.fields {
        guard let field = segment.field(name) else { continue }
        try read(field, of: segment)
      }
    }
  }

  private mutating func read(_ field: FieldReader, of segment: SegmentReader) throws {
    var terms = field.dictionary.cursor()
    var occurrences: [UInt32] = []
    while try terms.next() {
      var list = try field.postings(terms.entry)
      var positions = try field.positions(terms.entry)
      while list.lastDocument != DocumentID.end.rawValue {
        try list.loadDocuments()
        try list.loadFrequencies()
        for index in 0..<list.documents.count {
          try positions.read(Int(list.frequencies[index]), into: &occurrences)
          let id = DocumentID(rawValue: list.documents[index])
          guard !segment.isDeleted(id) else { continue }
          let word = String(decoding: terms.term, as: UTF8.self)
          self.positions[field.name, default: [:]][word, default: [:]][
            try segment.document(id).key] = occurrences
        }
        try list.nextBlock()
      }
    }
  }
}
