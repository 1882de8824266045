import QuernCodec
import QuernIndex
import QuernModel
import QuernStorage
import QuernTestSupport
import Testing

/// Columns hold what the documents have, whatever segments they are in.
struct ColumnTests {
  /// The values of a field by key, as a column has them.
  private func values(
    _ field: String, in snapshot: IndexSnapshot
  ) throws -> [String: [String]] {
    var found: [String: [String]] = [:]
    for (number, segment) in snapshot.segments.enumerated() {
      guard
        let column = try snapshot.columns.column(FieldName(field), inSegment: number)
      else { continue }
      var block = ColumnBlock()
      for document in 0..<segment.documentCount {
        let id = DocumentID(rawValue: document)
        if segment.isDeleted(id) { continue }
        try column.load(Int(document) / 128, into: &block)
        let places = block.places(of: Int(document) % 128)
        if places.isEmpty { continue }
        found[try segment.key(of: id).rawValue] = try places.map {
          try column.values.text(Int(block.ordinals[$0]))
        }
      }
    }
    return found
  }

  /// What the documents have of a type, by a plain reading of their values.
  private func expected(
    _ field: String, _ type: FieldType, _ documents: [Document]
  ) -> [String: [String]] {
    var found: [String: [String]] = [:]
    for document in documents {
      var values: Set<String> = []
      var integers: Set<UInt64> = []
      for value in document.values(of: FieldName(field)) {
        let bytes = ValueText.trimmed(Array(value.utf8)[...])
        if type == .keyword, !bytes.isEmpty, bytes.count <= 64 {
          values.insert(String(decoding: bytes, as: UTF8.self))
        }
        if let integer = ValueText.integer(bytes, as: type) { integers.insert(integer) }
      }
      let texts =
        type == .keyword
        ? values.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        : integers.sorted().map { ValueText.text(of: $0, as: type) }
      if !texts.isEmpty { found[document.key.rawValue] = texts }
    }
    return found
  }

  private func check(
    _ snapshot: IndexSnapshot, _ documents: [Document], _ place: Comment
  ) throws {
    for field in ["date", "words", "source", "open", "mixed", "rare"] {
      guard let type = try snapshot.columns.type(of: FieldName(field)) else { continue }
      let found = try values(field, in: snapshot)
      let wanted = expected(field, type, documents)
      let wrong = Set(found.keys).union(wanted.keys).filter { found[$0] != wanted[$0] }.min()
      let evidence = wrong.map { "\($0): \(found[$0] ?? []), \(wanted[$0] ?? [])" }
      #expect(evidence == nil, "\(field) as \(type), \(place)")
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `columns hold the values of the documents`(seed: UInt64) throws {
    var values = RandomValues(seed: seed)
    var writer = try SampleWriter()
    var documents: [String: Document] = [:]
    for round in 0..<4 {
      let count = Int.random(
        in: 1...([5, 130, 200].randomElement(using: &values.random) ?? 5), using: &values.random)
      let added = (0..<count).map { values.document("d\(round * 1_000 + $0)") }
      let deleted = documents.keys.sorted().filter { _ in
        Int.random(in: 0..<5, using: &values.random) == 0
      }
      try writer.commit(adding: added, deleting: deleted, mergingAll: round == 3)
      for key in deleted { documents[key] = nil }
      for document in added { documents[document.key.rawValue] = document }
      try check(writer.snapshot, Array(documents.values), "seed \(seed), round \(round)")
      #expect(IndexChecker.check(writer.directory) == [], "seed \(seed)")
      for segment in writer.snapshot.segments {
        #expect(throws: Never.self) { try ColumnChecker(segment).checkDeeply() }
      }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a range that is asked for again has the documents of its blocks`(seed: UInt64) throws {
    var values = RandomValues(seed: 300 + seed)
    var writer = try SampleWriter()
    let count = [20, 127, 128, 700][Int(seed)]
    try writer.commit(adding: (0..<count).map { values.document("d\($0)") })
    let columns = writer.snapshot.columns
    let column = try #require(try columns.column(FieldName("words"), inSegment: 0))
    #expect(try columns.column(FieldName("words"), inSegment: 0) === column)
    // More ranges than are kept, some of them twice and thrice in a row.
    let ranges = (0..<12).map { _ in
      let ends = (0..<2).map { _ in
        UInt32.random(in: 0...column.entry.distinctCount, using: &values.random)
      }
      return min(ends[0], ends[1])..<max(ends[0], ends[1])
    }
    #expect(try column.documentsAskedAgain(in: ranges[0]) == nil)
    for number in 0..<200 {
      let range = ranges[Int.random(in: 0..<(number < 100 ? 5 : 12), using: &values.random)]
      guard let found = try column.documentsAskedAgain(in: range) else { continue }
      var unpacked = ColumnBlock()
      for block in 0..<column.blockCount {
        let expected = try column.bits(ofBlock: block, in: range, &unpacked)
        #expect(found.bits(ofBlock: block) == expected, "seed \(seed), \(range), block \(block)")
      }
    }
    let last = try #require(ranges.last)
    _ = try column.documentsAskedAgain(in: last)
    let kept = try #require(try column.documentsAskedAgain(in: last))
    #expect(try column.documentsAskedAgain(in: last) === kept)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `columns follow documents that are put in another order`(seed: UInt64) throws {
    var values = RandomValues(seed: 200 + seed)
    var writer = try SampleWriter()
    var documents: [Document] = []
    for round in 0..<2 {
      let added = (0..<90).map { values.document("d\(round)-\($0)") }
      try writer.commit(adding: added)
      documents += added
    }
    let transaction = writer.begin()
    _ = try transaction.delete(DocumentKey("d0-7"))
    let always = Reordering(smallestDocumentCount: 1, memoryByteCount: 1 << 24)
    try transaction.mergeAll(reordering: always)
    try transaction.commit(now: 2)
    let snapshot = try IndexSnapshot.openLast(in: writer.directory)
    #expect(snapshot.segments.count == 1 && snapshot.segments.allSatisfy(\.isReordered))
    try check(snapshot, documents.filter { $0.key.rawValue != "d0-7" }, "seed \(seed)")
    #expect(IndexChecker.check(writer.directory) == [], "seed \(seed)")
    for segment in snapshot.segments {
      #expect(throws: Never.self) { try ColumnChecker(segment).checkDeeply() }
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `a merge makes the columns that writing anew makes`(seed: UInt64) throws {
    var values = RandomValues(seed: 100 + seed)
    var writer = try SampleWriter()
    var documents: [Document] = []
    for round in 0..<3 {
      let added = (0..<60).map { values.document("d\(round)-\($0)") }
      try writer.commit(adding: added)
      documents += added
    }
    let gone = documents.map(\.key.rawValue).filter { $0.hasSuffix("3") || $0.hasPrefix("d1") }
    try writer.commit(deleting: gone, mergingAll: true)
    let left = documents.filter { !gone.contains($0.key.rawValue) }
    var anew = try SampleWriter()
    try anew.commit(adding: left)
    let merged = try #require(writer.snapshot.segments.first)
    let written = try #require(anew.snapshot.segments.first)
    #expect(merged.columns.entries == written.columns.entries, "seed \(seed)")
    func sections(_ segment: SegmentReader) throws -> [[UInt8]] {
      try segment.file.sections.filter { $0.kind.map { (19...22).contains($0.rawValue) } ?? false }
        .map {
          try segment.file.view.copyBytes(at: $0.offset, count: $0.byteCount)
        }
    }
    #expect(try sections(merged) == sections(written), "seed \(seed)")
  }

  /// A segment as it was written before there were columns.
  private func withoutColumns(_ segment: SegmentReader) throws -> SegmentReader {
    let directory = MemoryDirectory()
    let writer = try FramedWriter(directory.create("old.segment"), kind: .segment)
    for section in segment.file.sections {
      guard let kind = section.kind, kind.rawValue < 19 else { continue }
      let bytes = try segment.file.view.copyBytes(at: section.offset, count: section.byteCount)
      try writer.writeSection(kind, field: section.field, bytes)
    }
    _ = try writer.finish()
    return try SegmentReader(directory.map("old.segment"))
  }

  @Test func `a segment from before there were columns has the same values`() throws {
    var values = RandomValues(seed: 8)
    var writer = try SampleWriter()
    try writer.commit(adding: (0..<140).map { values.document("d\($0)") })
    let segment = try #require(writer.snapshot.segments.first)
    let old = try withoutColumns(segment)
    #expect(old.columns.entries == nil)
    let counts = try old.columns.counts()
    #expect(try counts.map(\.counts) == segment.columns.counts().map(\.counts))
    for entry in try segment.columns.counts() {
      for type in FieldType.allCases {
        let (found, wanted) = (
          try old.columns.column(entry.name, as: type),
          try segment.columns.column(entry.name, as: type)
        )
        #expect(found?.entry == wanted?.entry)
        for ordinal in 0..<(wanted?.values.count ?? 0) {
          #expect(try found?.values.text(ordinal) == wanted?.values.text(ordinal))
        }
      }
    }
  }

  @Test func `types are those of nineteen of twenty values, whatever the segments`() throws {
    func type(_ values: [String], name: String = "f") throws -> FieldType? {
      var writer = try SampleWriter()
      for (place, value) in values.enumerated() {
        try writer.commit(adding: [
          Document(
            key: DocumentKey("d\(place)"), fields: [.init(FieldName(name), [value])])
        ])
      }
      return try writer.snapshot.columns.type(of: FieldName(name))
    }
    #expect(try type(["1", "2", "3.5", "-1e3"]) == .number)
    #expect(try type(["2024", "2025"]) == .number)
    #expect(try type(["2024", "2025-07"]) == .date)
    #expect(try type(["2024-02-29", "2025-07-22T10:30:05.25+03:00"]) == .date)
    #expect(try type(["2023-02-29"]) == .keyword)
    #expect(try type(["true", "FALSE"]) == .flag)
    #expect(try type(["007", "1"]) == .keyword)
    #expect(try type(["1234567890123456"]) == .keyword)
    #expect(try type([String(repeating: "a", count: 65)]) == .text)
    #expect(try type(["a"], name: "title") == .text)
    #expect(try type(["", " "]) == nil)
    #expect(try type(Array(repeating: "1", count: 19) + ["n/a"]) == .number)
    #expect(try type(Array(repeating: "1", count: 18) + ["n/a"]) == .keyword)
  }

  private func readAll(of snapshot: IndexSnapshot) throws {
    for field in ["date", "words", "source", "open", "mixed"] {
      guard let column = try snapshot.columns.column(FieldName(field), inSegment: 0) else {
        continue
      }
      var block = ColumnBlock()
      for number in 0..<column.blockCount { try column.load(number, into: &block) }
      for ordinal in 0..<column.values.count { _ = try column.values.text(ordinal) }
      if column.values.type == .keyword {
        _ = try column.values.first(notBelow: [0x61])
      } else {
        _ = try column.values.first(notBelow: 5)
      }
    }
  }

  @Test func `reading damaged columns never traps`() throws {
    var values = RandomValues(seed: 7)
    var writer = try SampleWriter()
    try writer.commit(adding: (0..<140).map { values.document("d\($0)") })
    let name = try #require(writer.directory.names().first { $0.hasSuffix(".segment") })
    let bytes = try #require(writer.directory.contents(of: name))
    let segment = try #require(writer.snapshot.segments.first)
    var isNoticed = false
    for section in segment.file.sections {
      guard let kind = section.kind, (20...22).contains(kind.rawValue) else { continue }
      for offset in stride(
        from: section.offset, to: section.offset + section.byteCount, by: 9)
      {
        var damaged = bytes
        damaged[offset] ^= 1 << UInt8(offset % 8)
        writer.directory.setContents(of: name, to: damaged)
        let snapshot = try IndexSnapshot.openLast(in: writer.directory)
        do { try readAll(of: snapshot) } catch { isNoticed = true }
        if offset % 50 == 0 { #expect(!IndexChecker.check(writer.directory).isEmpty) }
      }
    }
    #expect(isNoticed)
  }

  @Test func `what texts are as values`() {
    func number(_ text: String) -> Double? { ValueText.number(Array(text.utf8)[...]) }
    #expect(number("0") == 0 && number("-0") == 0 && number("12.50") == 12.5)
    #expect(number("1e-3") == 0.001 && number("-2E+2") == -200)
    for text in ["", "-", "+1", "01", "1.", ".5", "1e", "0x10", "inf", "nan", "1e999", "1 000"] {
      #expect(number(text) == nil, "\(text)")
    }
    let ordered = [-1e300, -2, -1.5, -0.0, 1e-300, 1, 2.5, 1e300].map(ValueText.ordered)
    #expect(zip(ordered, ordered.dropFirst()).allSatisfy(<))
    for text in [
      "1970-01-01", "0000-01-01", "9999-12-31", "2025-07-22T10:30:05.250Z", "1969-12-31T23:59:59Z",
    ] {
      let span = DateSpan(Array(text.utf8)[...])
      #expect(span.map { ValueText.date($0.start) } == text)
    }
    #expect(DateSpan(Array("2025-07-22 10:30+0300".utf8)[...])?.start == 1_753_169_400_000)
  }
}
