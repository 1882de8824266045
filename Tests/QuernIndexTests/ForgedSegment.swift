import QuernCodec
import QuernStorage

@testable import QuernIndex

/// A segment of which sections were replaced and all checksums are right.
struct ForgedSegment {
  private struct Section {
    var kind: SectionKind
    var field: Int?
    var bytes: [UInt8]
  }

  private var sections: [Section] = []

  /// Takes the sections of a sound one.
  init(_ sound: SegmentReader) throws {
    for section in sound.file.sections {
      guard let kind = section.kind else { continue }
      let view = try sound.file.requiredSection(kind, field: section.field)
      let bytes = try view.copyBytes(at: 0, count: view.count)
      sections.append(Section(kind: kind, field: section.field, bytes: bytes))
    }
  }

  mutating func replace(_ kind: SectionKind, field: Int?, by bytes: [UInt8]) {
    for index in sections.indices
    where sections[index].kind == kind && sections[index].field == field {
      sections[index].bytes = bytes
    }
  }

  /// Replaces what the dictionary of a field keeps of its terms.
  mutating func replaceEntries(
    ofField field: Int, in sound: SegmentReader, _ change: (TermEntry) -> TermEntry
  ) throws {
    var dictionary = DictionaryWriter()
    var terms = sound.fields[field].dictionary.cursor()
    while try terms.next() { dictionary.append(terms.term, entry: change(terms.entry)) }
    replace(.dictionaryBlocks, field: field, by: dictionary.takeBlocks())
    replace(.dictionaryIndex, field: field, by: dictionary.index())
  }

  func open() throws -> SegmentReader {
    let directory = MemoryDirectory()
    let writer = try FramedWriter(directory.create("forged"), kind: .segment)
    for section in sections {
      try writer.writeSection(section.kind, field: section.field, section.bytes)
    }
    _ = try writer.finish()
    return try SegmentReader(directory.map("forged"))
  }
}
