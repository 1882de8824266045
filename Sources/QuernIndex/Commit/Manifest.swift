import QuernCodec
import QuernModel
import QuernStorage

/// What makes up one commit: the segments with their deletions, and how they were analysed.
///
///     Manifest := generation(varint) created(i64) Analysis nextSegment(varint) Roots Fields Segments
///                 (tokenizer(varint) OwnAnalyzers Chosen)?
///     Analysis := Analyzer icu(text) unicode(text)
///     Analyzer := name(text) version(varint)
///     OwnAnalyzers := count(varint) (field(text) Analyzer){count}
///     Chosen   := count(varint) Analyzer{count}
///     Roots    := count(varint) (path(text) flags(u8) format(text)){count}
///     Fields   := count(varint) name(text){count}
///     Segments := count(varint) Segment{count}
///     Segment  := number(varint) Fingerprint deletions(varint) Fingerprint?
///     Fingerprint := byteCount(varint) tableHash(u64)
///
/// `deletions` is 0 for none, else the number in the name of the file of deletions.
struct Manifest {
  struct Segment: Hashable {
    var number: UInt64
    var fingerprint: FileFingerprint
    var deletions: UInt64 = 0
    var deletionsFingerprint: FileFingerprint?

    var fileName: String { FileNames.segment(number) }

    var deletionsFileName: String? {
      deletions == 0 ? nil : FileNames.deletions(number, deletions)
    }
  }

  var info: CommitInfo

  /// The number of the next segment: names are never used twice.
  var nextSegment: UInt64 = 1

  /// The names of the fields that can be searched, in the order in which they came.
  var fields: [FieldName] = []
  var segments: [Segment] = []

  /// No index lives to see its generations or segments reach it.
  private static let maximumNumber: UInt64 = 1 << 62

  private static let hasFormat: UInt8 = 1
  private static let includesHidden: UInt8 = 2
  private static let followsLinks: UInt8 = 4

  init(info: CommitInfo) { self.info = info }

  func encode() -> [UInt8] {
    var bytes = ByteWriter()
    bytes.writeVarint(info.generation)
    bytes.writeFixed(info.created)
    Self.encode(info.analysis.main, to: &bytes)
    bytes.writeText(info.analysis.icu)
    bytes.writeText(info.analysis.unicode)
    bytes.writeVarint(nextSegment)
    bytes.writeVarint(info.roots.count)
    for root in info.roots { Self.encode(root, to: &bytes) }
    bytes.writeVarint(fields.count)
    for field in fields { bytes.writeText(field.rawValue) }
    bytes.writeVarint(segments.count)
    for segment in segments {
      bytes.writeVarint(segment.number)
      Self.encode(segment.fingerprint, to: &bytes)
      bytes.writeVarint(segment.deletions)
      if let fingerprint = segment.deletionsFingerprint { Self.encode(fingerprint, to: &bytes) }
    }
    bytes.writeVarint(info.analysis.tokenizer)
    bytes.writeVarint(info.analysis.fields.count)
    for (field, analyzer) in info.analysis.fields.sorted(by: { $0.key < $1.key }) {
      bytes.writeText(field.rawValue)
      Self.encode(analyzer, to: &bytes)
    }
    bytes.writeVarint(info.analysis.chosen.count)
    for analyzer in info.analysis.chosen { Self.encode(analyzer, to: &bytes) }
    return bytes.bytes
  }

  init(decoding view: ByteView) throws(CodecError) {
    var reader = ByteReader(view)
    do throws(StorageError) {
      info = CommitInfo(
        generation: try reader.readVarint(), created: try reader.readFixed(Int64.self),
        analysis: AnalysisIdentity(
          main: try Self.readAnalyzer(&reader), icu: try reader.readText(),
          unicode: try reader.readText()))
      nextSegment = try reader.readVarint()
      for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
        info.roots.append(try Self.readRoot(&reader))
      }
      for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
        fields.append(FieldName(try reader.readText()))
      }
      for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
        segments.append(try Self.readSegment(&reader))
      }
      // Commits from before there was a tokenizer of our own end here; its version 1 is like ICU.
      if reader.remaining > 0 { info.analysis.tokenizer = try reader.readVarint32() }
      if reader.remaining > 0 { try readAnalyzers(&reader) }
    } catch { throw .storage(error) }
    try checkNumbers(view)
  }

  /// A writer counts on from these numbers, and must never meet a file that is in use.
  private func checkNumbers(_ view: ByteView) throws(CodecError) {
    let numbers = segments.map(\.number)
    let counters = [info.generation, nextSegment] + segments.map(\.deletions)
    guard counters.allSatisfy({ $0 <= Self.maximumNumber }), segments.count <= 1 << 14,
      numbers.allSatisfy({ $0 < nextSegment }), Set(numbers).count == numbers.count
    else {
      throw .damaged(
        file: view.file, offset: view.fileOffset,
        expected: "segments with different numbers below \(nextSegment)", found: "others")
    }
  }

  private mutating func readAnalyzers(_ reader: inout ByteReader) throws(StorageError) {
    for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
      let field = FieldName(try reader.readText())
      info.analysis.fields[field] = try Self.readAnalyzer(&reader)
    }
    for _ in 0..<(try reader.readCount(limit: reader.remaining)) {
      info.analysis.chosen.append(try Self.readAnalyzer(&reader))
    }
  }

  private static func encode(_ analyzer: AnalyzerIdentity, to bytes: inout ByteWriter) {
    bytes.writeText(analyzer.name)
    bytes.writeVarint(analyzer.version)
  }

  private static func readAnalyzer(
    _ reader: inout ByteReader
  ) throws(StorageError) -> AnalyzerIdentity {
    AnalyzerIdentity(name: try reader.readText(), version: try reader.readVarint32())
  }

  private static func encode(_ root: Root, to bytes: inout ByteWriter) {
    bytes.writeText(root.path)
    bytes.writeByte(
      (root.format == nil ? 0 : hasFormat) | (root.includesHidden ? includesHidden : 0)
        | (root.followsLinks ? followsLinks : 0))
    bytes.writeText(root.format ?? "")
  }

  private static func readRoot(_ reader: inout ByteReader) throws(StorageError) -> Root {
    let path = try reader.readText()
    let flags = try reader.readByte()
    let format = try reader.readText()
    return Root(
      path: path, format: flags & hasFormat == 0 ? nil : format,
      includesHidden: flags & includesHidden != 0, followsLinks: flags & followsLinks != 0)
  }

  private static func encode(_ fingerprint: FileFingerprint, to bytes: inout ByteWriter) {
    bytes.writeVarint(fingerprint.byteCount)
    bytes.writeFixed(fingerprint.tableHash)
  }

  private static func readFingerprint(
    _ reader: inout ByteReader
  ) throws(StorageError) -> FileFingerprint {
    FileFingerprint(
      byteCount: try reader.readVarint(), tableHash: try reader.readFixed(UInt64.self))
  }

  private static func readSegment(_ reader: inout ByteReader) throws(StorageError) -> Segment {
    var segment = Segment(
      number: try reader.readVarint(), fingerprint: try readFingerprint(&reader),
      deletions: try reader.readVarint())
    if segment.deletions != 0 { segment.deletionsFingerprint = try readFingerprint(&reader) }
    return segment
  }
}
