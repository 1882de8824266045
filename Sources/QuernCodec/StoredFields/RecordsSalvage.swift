package import QuernStorage

/// Gives those records of a damaged file that can still be read, with their numbers.
///
/// Each block has its own checksum. The index says where a block begins and what number its first
/// record has; without it blocks are walked from the start, up to the first that is damaged.
///
/// Belongs to one task.
package struct RecordsSalvage {
  private struct Entry {
    var first: UInt32
    var offset: Int
  }

  /// The number of records there should be; `nil` where nothing tells.
  package private(set) var count: UInt32?

  private let blocks: ByteView
  private var entries: [Entry] = []
  private let hasIndex: Bool
  private var place = 0
  private var rest: [(number: UInt32, record: [UInt8])] = []

  /// Takes the sections of a file.
  ///
  /// - Parameter index: `nil` where its checksum is wrong.
  package init(blocks: ByteView, index: ByteView?) {
    self.blocks = blocks
    guard let index, let found = Self.read(index) else {
      hasIndex = false
      entries = [Entry(first: 0, offset: 0)]
      return
    }
    hasIndex = true
    (count, entries) = found
  }

  /// The next record that can be read; `nil` at the end.
  package mutating func next() -> (number: UInt32, record: [UInt8])? {
    while rest.isEmpty {
      guard place < entries.count else { return nil }
      let entry = entries[place]
      let end = place + 1 < entries.count ? entries[place + 1].first : count ?? .max
      place += 1
      guard let (records, byteCount) = Self.records(blocks, at: entry.offset) else { continue }
      guard records.count <= Int(end - entry.first) else { continue }
      rest = records.enumerated().map { (entry.first + UInt32($0), $1) }.reversed()
      let next = entry.first + UInt32(records.count)
      if !hasIndex, !records.isEmpty {
        entries.append(Entry(first: next, offset: entry.offset + byteCount))
      }
    }
    return rest.removeLast()
  }

  private static func records(
    _ blocks: ByteView, at offset: Int
  ) -> (records: [[UInt8]], byteCount: Int)? {
    do throws(CodecError) {
      let block = try RecordsBlock(blocks, at: offset)
      return (try RecordsBlock.records(in: try block.raw(), file: blocks.file), block.byteCount)
    } catch { return nil }
  }

  /// The entries of an index; `nil` where it contradicts itself.
  private static func read(_ index: ByteView) -> (count: UInt32, entries: [Entry])? {
    do throws(StorageError) {
      let count = try index.load(UInt32.self, at: 0)
      let blockCount = Int(try index.load(UInt32.self, at: 4))
      try index.check(
        RecordsFormat.indexHeaderByteCount, blockCount * RecordsFormat.indexEntryByteCount)
      var entries: [Entry] = []
      for block in 0..<blockCount {
        let at = RecordsFormat.indexHeaderByteCount + block * RecordsFormat.indexEntryByteCount
        let first = try index.load(UInt32.self, at: at)
        let offset = Int(clamping: try index.load(UInt64.self, at: at + 8))
        guard first < count, entries.last.map({ $0.first < first }) ?? (first == 0) else {
          return nil
        }
        entries.append(Entry(first: first, offset: offset))
      }
      return (count, entries)
    } catch { return nil }
  }

  // MARK: - Without a section table

  /// The sections of records of a file whose frame is damaged: blocks and index, twice.
  ///
  /// A segment begins with its stored fields; the origins follow. Each index tells where it stands:
  /// its last block ends right before it.
  package static func find(in file: ByteView) -> (stored: RecordsSalvage, origins: RecordsSalvage) {
    let start = FramingFormat.headerByteCount
    let none = RecordsSalvage(blocks: ByteView(copying: [], file: file.file), index: nil)
    guard let (stored, end) = find(in: file, from: start) else {
      // Without its index it is not known where the stored fields end: the walk finds out.
      let rest = try? file.suffix(from: start)
      return (rest.map { RecordsSalvage(blocks: $0, index: nil) } ?? none, none)
    }
    if let (origins, _) = find(in: file, from: end) { return (stored, origins) }
    let rest = try? file.suffix(from: min(end, file.count))
    return (stored, rest.map { RecordsSalvage(blocks: $0, index: nil) } ?? none)
  }

  private static func find(in file: ByteView, from start: Int) -> (RecordsSalvage, end: Int)? {
    // Where the header of the last block is damaged, the index need not stand right behind it.
    for isExact in [true, false] {
      var offset = start
      while offset < file.count {
        if let size = indexByteCount(in: file, at: offset, blocksFrom: start, isExact: isExact),
          let blocks = try? file.slice(at: start, count: offset - start),
          let index = try? file.slice(at: offset, count: size)
        {
          return (RecordsSalvage(blocks: blocks, index: index), aligned(offset + size))
        }
        offset += FramingFormat.alignment
      }
    }
    return nil
  }

  /// The size of the index that stands at an offset; `nil` where none does.
  private static func indexByteCount(
    in file: ByteView, at offset: Int, blocksFrom start: Int, isExact: Bool
  ) -> Int? {
    do throws(StorageError) {
      let blockCount = Int(try file.load(UInt32.self, at: offset + 4))
      guard blockCount > 0 else { return nil }
      let size =
        RecordsFormat.indexHeaderByteCount + blockCount * RecordsFormat.indexEntryByteCount
      let index = try file.slice(at: offset, count: size)
      guard let (_, entries) = read(index), let last = entries.last, entries[0].offset == 0,
        zip(entries, entries.dropFirst()).allSatisfy({ $0.offset < $1.offset }),
        last.offset < offset - start
      else { return nil }
      guard isExact else { return size }
      let header = RecordsFormat.blockHeaderByteCount
      let packed = Int(try file.load(UInt32.self, at: start + last.offset + 4))
      return aligned(start + last.offset + header + packed) == offset ? size : nil
    } catch { return nil }
  }

  private static func aligned(_ offset: Int) -> Int {
    (offset + FramingFormat.alignment - 1) / FramingFormat.alignment * FramingFormat.alignment
  }
}
