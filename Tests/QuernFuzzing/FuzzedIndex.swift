import Quern
import QuernCodec
import QuernModel
import QuernStorage

/// An index of a few documents, of which the input takes the place of some part.
final class FuzzedIndex: Sendable {
  static let shared: FuzzedIndex = {
    // Without an index there is nothing to fuzz.
    do { return try FuzzedIndex() } catch { fatalError("\(error)") }
  }()

  private let sound: MemoryDirectory
  private let identity: AnalysisIdentity
  private let segment: [UInt8]
  private let snapshot: Snapshot

  private init() throws {
    sound = try Self.makeIndex(documentCount: 8)
    snapshot = try SearchIndex.open(in: sound).snapshot
    identity = snapshot.info.analysis
    segment = sound.contents(of: "1.segment") ?? []
  }

  /// - Parameter wordCount: of words beside those of all indexes, for a dictionary of some blocks.
  private static func makeIndex(
    documentCount: Int, wordCount: Int = 0
  ) throws -> MemoryDirectory {
    let directory = MemoryDirectory()
    let index = try SearchIndex.openOrCreate(
      in: directory, options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    defer { writer.close() }
    var batch = try writer.begin()
    for number in 0..<documentCount {
      // In a larger index its gaps, frequencies and positions are in Rice's code.
      let milk = number == 20 ? "milk milk tea tea tea milk " : 10...12 ~= number ? "" : "milk "
      var fields: [Document.Field] = [
        .init(
          .text,
          ["\(milk)breakthrough w\(number % 7)", String(repeating: "tea ", count: number % 3)])
      ]
      fields.append(.init(.date, ["2025-0\(number % 9 + 1)"]))
      fields.append(.init(FieldName("source"), number % 3 == 0 ? ["AFP", "dpa"] : ["dpa"]))
      if number % 5 > 0 { fields.append(.init(FieldName("words"), ["\(number * 37 % 50)"])) }
      if number % 4 == 0 { fields.append(.init(.title, ["weather \(number % 3) talks"])) }
      if number == 5, wordCount > 0 {
        // Both before and behind the words that are looked for.
        let words = (0..<wordCount).map { "\($0 % 2 == 0 ? "a" : "t")\($0)" }
        fields.append(.init(.title, ["tea breakthrough \(words.joined(separator: " "))"]))
      }
      try batch.add(Document(key: DocumentKey("d\(number)"), fields: fields))
    }
    _ = try batch.commit()
    return directory
  }

  // MARK: - Inputs

  /// Sections one after another: kind and field (a byte each), length (two bytes), bytes.
  func read(segment input: [UInt8]) {
    guard let bytes = Self.frame(SectionList(input), kind: .segment) else { return }
    exercise(segment: bytes, deletions: nil)
  }

  func read(deletions input: [UInt8]) {
    let sections = SectionList([.init(kind: .deletions, field: nil, bytes: input)])
    guard let bytes = Self.frame(sections, kind: .deletions) else { return }
    exercise(segment: segment, deletions: bytes)
  }

  func read(manifest input: [UInt8]) {
    let sections = SectionList([.init(kind: .commit, field: nil, bytes: input)])
    guard let bytes = Self.frame(sections, kind: .commit) else { return }
    let directory = MemoryDirectory()
    directory.setContents(of: "1.segment", to: segment)
    directory.setContents(of: "commit.2", to: bytes)
    IndexExercise.run(directory)
  }

  func read(frame input: [UInt8]) {
    let directory = MemoryDirectory()
    directory.setContents(of: "1.segment", to: segment)
    directory.setContents(of: "commit.2", to: input)
    IndexExercise.run(directory)
    exercise(segment: input, deletions: nil)
  }

  /// Whether an index of these sections is in order.
  func isSound(segment input: [UInt8]) -> Bool {
    guard let bytes = Self.frame(SectionList(input), kind: .segment) else { return false }
    return SearchIndex.check(in: directory(segment: bytes, deletions: nil)).isEmpty
  }

  func ask(_ query: String) { IndexExercise.ask(snapshot, query) }

  private func exercise(segment bytes: [UInt8], deletions: [UInt8]?) {
    IndexExercise.run(directory(segment: bytes, deletions: deletions))
  }

  private func directory(segment bytes: [UInt8], deletions: [UInt8]?) -> MemoryDirectory {
    let directory = MemoryDirectory()
    directory.setContents(of: "1.segment", to: bytes)
    if let deletions { directory.setContents(of: "1.deleted.1", to: deletions) }
    directory.setContents(of: "commit.2", to: manifest(segment: bytes, deletions: deletions))
    return directory
  }

  // MARK: - Seeds

  var segmentSeeds: [[UInt8]] {
    let larger = try? Self.makeIndex(documentCount: 140).contents(of: "1.segment")
    let lists = [segment, larger ?? []].compactMap { SectionList(of: $0) }
    return (lists + [wordySegment].compactMap { $0 }).map { $0.encode() }
  }

  /// With letters, and dictionaries in which many terms are passed over at once.
  private var wordySegment: SectionList? {
    let directory = try? Self.makeIndex(documentCount: 8, wordCount: 60)
    var list = directory?.contents(of: "1.segment").flatMap { SectionList(of: $0) }
    do { try list?.addLetters() } catch { return nil }
    return list
  }

  var manifestSeed: [UInt8] { manifestContents(segment: segment, deletions: nil) }

  var frameSeed: [UInt8] { manifest(segment: segment, deletions: nil) }

  var deletionsSeed: [UInt8] { [8, 0, 0, 0, 2, 0, 0, 0, 0b101, 0, 0, 0, 0, 0, 0, 0] }

  // MARK: - Files

  /// A whole file with right checksums.
  private static func frame(_ list: SectionList, kind: FileKind) -> [UInt8]? {
    let directory = MemoryDirectory()
    do {
      let writer = try FramedWriter(directory.create("file"), kind: kind)
      for section in list.sections {
        try writer.writeSection(section.kind, field: section.field, section.bytes)
      }
      _ = try writer.finish()
    } catch { return nil }
    return directory.contents(of: "file")
  }

  private func manifest(segment: [UInt8], deletions: [UInt8]?) -> [UInt8] {
    let contents = manifestContents(segment: segment, deletions: deletions)
    let list = SectionList([.init(kind: .commit, field: nil, bytes: contents)])
    return Self.frame(list, kind: .commit) ?? []
  }

  /// The second commit, as `FORMAT.md` has it.
  private func manifestContents(segment: [UInt8], deletions: [UInt8]?) -> [UInt8] {
    var bytes = ByteWriter()
    bytes.writeVarint(2)
    bytes.writeFixed(Int64(1))
    bytes.writeText(identity.main.name)
    bytes.writeVarint(identity.main.version)
    bytes.writeText(identity.icu)
    bytes.writeText(identity.unicode)
    bytes.writeVarint(2)  // the next segment
    bytes.writeVarint(1)  // roots
    bytes.writeText("/seeds")
    bytes.writeByte(1)
    bytes.writeText("text")
    bytes.writeVarint(snapshot.searchableFields.count)
    for field in snapshot.searchableFields { bytes.writeText(field.rawValue) }
    bytes.writeVarint(1)  // segments
    bytes.writeVarint(1)
    Self.writeFingerprint(of: segment, to: &bytes)
    bytes.writeVarint(deletions == nil ? 0 : 1)
    if let deletions { Self.writeFingerprint(of: deletions, to: &bytes) }
    bytes.writeVarint(identity.tokenizer)
    bytes.writeVarint(0)
    bytes.writeVarint(0)
    return bytes.bytes
  }

  /// The size and the hash in the footer; a file without a footer has any.
  private static func writeFingerprint(of file: [UInt8], to bytes: inout ByteWriter) {
    bytes.writeVarint(file.count)
    let footer = file.suffix(64)
    bytes.write(footer.count == 64 ? Array(footer)[24..<32] : [UInt8](repeating: 0, count: 8)[...])
  }
}
