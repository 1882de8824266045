import QuernCodec
import QuernModel
import QuernStorage

/// Reads from a damaged segment file what can be read of its documents, one after another.
///
/// Belongs to one task.
struct SegmentSalvage {
  /// One document.
  enum Item {
    case whole(Document)

    /// The stored fields cannot be read.
    case withoutText(DocumentKey, Source?)

    /// The key cannot be read.
    case withoutKey([Document.Field])
  }

  /// The number of documents there should be; `nil` where nothing tells.
  let documentCount: UInt32?

  private let file: String
  private var stored: RecordsSalvage
  private var origins: RecordsSalvage
  private var nextFields: (number: UInt32, fields: [Document.Field])?
  private var nextOrigin: (number: UInt32, key: DocumentKey, source: Source?)?

  init(_ view: ByteView) {
    file = view.file
    var count: UInt32?
    if let framed = try? FramedFile(view, kind: .segment) {
      stored = Self.records(framed, .storedBlocks, .storedIndex)
      origins = Self.records(framed, .originBlocks, .originIndex)
      let metadata = try? framed.requiredSection(.metadata)
      count = metadata.flatMap { try? SegmentMetadata(decoding: $0) }?.documentCount
    } else {
      (stored, origins) = RecordsSalvage.find(in: view)
    }
    documentCount = count ?? stored.count ?? origins.count
    readFields()
    readOrigin()
  }

  /// The next document of which anything can be read; `nil` at the end.
  mutating func next() -> (number: UInt32, item: Item)? {
    switch (nextFields, nextOrigin) {
    case (nil, nil): return nil
    case (let fields?, let origin?) where fields.number == origin.number:
      readFields()
      readOrigin()
      let document = Document(key: origin.key, fields: fields.fields, source: origin.source)
      return (fields.number, .whole(document))
    case (let fields?, let origin) where fields.number < origin?.number ?? .max:
      readFields()
      return (fields.number, .withoutKey(fields.fields))
    case (_, let origin?):
      readOrigin()
      return (origin.number, .withoutText(origin.key, origin.source))
    case (_?, nil): return nil
    }
  }

  private static func records(
    _ file: FramedFile, _ blocks: SectionKind, _ index: SectionKind
  ) -> RecordsSalvage {
    let bytes = (try? file.section(blocks)) ?? nil
    let entries = (try? file.section(index)) ?? nil
    let isSound = file.sections.contains { section in
      section.kind == index && (try? file.verify(section)) != nil
    }
    return RecordsSalvage(
      blocks: bytes ?? ByteView(copying: [], file: file.view.file),
      index: isSound ? entries : nil)
  }

  private mutating func readFields() {
    nextFields = nil
    while let (number, record) = stored.next() {
      guard let fields = try? FieldsRecord.decode(record, file: file),
        Set(fields.map(\.name)).count == fields.count
      else { continue }
      nextFields = (number, fields)
      return
    }
  }

  private mutating func readOrigin() {
    nextOrigin = nil
    while let (number, record) = origins.next() {
      guard let (key, source) = try? OriginRecord.decode(record, file: file),
        !key.rawValue.isEmpty, key.rawValue.utf8.count <= DocumentKey.maximumByteCount
      else { continue }
      nextOrigin = (number, key, source)
      return
    }
  }
}
