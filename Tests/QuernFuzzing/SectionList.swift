import QuernCodec
import QuernStorage

/// The sections of a file as an input of the fuzzer: whatever the bytes are, they mean some sections.
struct SectionList {
  struct Section {
    var kind: SectionKind
    var field: Int?
    var bytes: [UInt8]
  }

  private(set) var sections: [Section] = []

  init(_ sections: [Section]) { self.sections = sections }

  /// Reads an input; a length behind its end is cut.
  init(_ input: [UInt8]) {
    var rest = input[...]
    while rest.count >= 4, sections.count < 200 {
      let head = Array(rest.prefix(4))
      rest = rest.dropFirst(4)
      let bytes = rest.prefix(Int(head[2]) | Int(head[3]) << 8)
      rest = rest.dropFirst(bytes.count)
      guard let kind = SectionKind(rawValue: UInt16(head[0])) else { continue }
      sections.append(
        Section(kind: kind, field: head[1] == 255 ? nil : Int(head[1]), bytes: Array(bytes)))
    }
  }

  /// The sections of a sound file.
  init?(of file: [UInt8]) {
    let view = ByteView(copying: file, file: "seed")
    guard let framed = try? FramedFile(view, kind: .segment) else { return nil }
    for section in framed.sections {
      guard let kind = section.kind else { continue }
      let range = section.offset..<section.offset + section.byteCount
      sections.append(Section(kind: kind, field: section.field, bytes: Array(file[range])))
    }
  }

  /// Adds letters to the dictionaries of words, however small they are.
  mutating func addLetters() throws(CodecError) {
    let dictionaries = sections.filter { $0.kind == .dictionaryBlocks }
    for blocks in dictionaries {
      guard
        let index = sections.first(where: {
          $0.kind == .dictionaryIndex && $0.field == blocks.field
        })
      else { continue }
      var terms = try DictionaryReader(
        blocks: ByteView(copying: blocks.bytes), index: ByteView(copying: index.bytes)
      ).cursor()
      var writer = DictionaryWriter()
      while try terms.next() { writer.append(terms.term, entry: terms.entry) }
      guard let letters = writer.letters(leastBlocks: 1) else { continue }
      sections.append(
        Section(kind: .dictionaryLetters, field: blocks.field, bytes: letters))
    }
  }

  func encode() -> [UInt8] {
    sections.flatMap { section in
      let count = section.bytes.count
      return [
        UInt8(section.kind.rawValue), section.field.map { UInt8($0) } ?? 255, UInt8(count & 0xFF),
        UInt8(count >> 8),
      ] + section.bytes
    }
  }
}
