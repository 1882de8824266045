import QuernModel

/// The documents of a JSONL file or stream, one line after the other.
///
/// Memory is bounded by the longest line, which in turn is bounded. A line that cannot be read does
/// not end the reading. A byte order mark of UTF-8, `\r\n`, blank lines and a last line without an
/// end are all taken. Owned by one task.
public struct JSONLinesReader: ~Copyable {
  /// The longest line that is read, in bytes.
  public static let maximumLineByteCount = 64 << 20

  /// How much is read at once.
  private static let chunkByteCount = 256 << 10

  private let input: InputFile
  private let path: String
  private let byteCount: UInt64
  private let modified: Int64
  private let lineLimit: Int

  /// Whether lines are hashed, and with them the sources of documents; true.
  ///
  /// For who wants neither: byte after byte, that takes as long as to read the JSON.
  public var hashesLines = true

  private var buffer = [UInt8](repeating: 0, count: chunkByteCount)

  /// The bytes of the buffer that were read and not yet given out.
  private var unread = 0..<0

  /// Where the buffer begins in the file.
  private var bufferOffset = 0
  private var lineNumber = 0
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameter path: best canonical, since it goes into keys and sources as it is.
  /// - Throws: ``IngestError``.
  public init(path: String) throws(IngestError) {
    try self.init(path: path, lineLimit: Self.maximumLineByteCount)
  }

  package init(path: String, lineLimit: Int) throws(IngestError) {
    let input = try InputFile(FilePath(path))
    let status = try input.status()
    guard status.kind == .regular else { throw .notRegular }
    self.init(
      input, path: path, byteCount: status.byteCount, modified: status.modified,
      lineLimit: lineLimit)
  }

  /// Reads from a descriptor that stays open afterwards; 0 is standard input.
  ///
  /// The documents' source has the path `-`, and neither size nor time.
  public init(descriptor: Int32) {
    self.init(InputFile(borrowing: descriptor), path: "-", byteCount: 0, modified: 0)
  }

  private init(
    _ input: consuming InputFile, path: String, byteCount: UInt64, modified: Int64,
    lineLimit: Int = maximumLineByteCount
  ) {
    self.input = input
    self.path = path
    self.byteCount = byteCount
    self.modified = modified
    self.lineLimit = lineLimit
  }

  /// How many bytes have been given out or passed over.
  public var consumedByteCount: Int { bufferOffset + unread.lowerBound }

  /// The next line that is not blank; `nil` at the end.
  ///
  /// - Throws: ``IngestError`` where reading fails as a whole; the reader is at its end then.
  public mutating func next() throws(IngestError) -> JSONLine? {
    while true {
      let start = consumedByteCount
      guard let found = try nextLine() else { return nil }
      lineNumber += 1
      if let line = try line(found, offset: start) { return line }
    }
  }

  /// A line as it was found in the buffer.
  private struct FoundLine {
    /// Without the line end.
    var range: Range<Int>

    /// The size of a line that is too long to be kept.
    var excess: UInt64?
  }

  /// Makes a document of a line; `nil` for a blank one.
  private mutating func line(_ found: FoundLine, offset: Int) throws(IngestError) -> JSONLine? {
    var range = found.range
    var offset = offset
    if lineNumber == 1 {
      let mark = try markByteCount(in: range)
      range = (range.lowerBound + mark)..<range.upperBound
      offset += mark
    }
    let bytes = buffer.span.extracting(range)
    let hash = hashesLines && found.excess == nil ? ContentHash.hash(bytes) : 0
    var line = JSONLine(
      number: lineNumber, offset: offset, byteCount: range.count, contentHash: hash,
      document: .failure(.notAnObject))
    if let excess = found.excess {
      line.document = .failure(.tooLarge(byteCount: excess, limit: lineLimit))
      return line
    }
    if Self.isBlank(bytes) { return nil }
    do {
      let (document, replaced) = try document(bytes, hash: hash, number: lineNumber)
      line.document = .success(document)
      line.replaced = replaced
    } catch {
      line.document = .failure(error)
    }
    return line
  }

  private func document(
    _ bytes: Span<UInt8>, hash: UInt64, number: Int
  ) throws(IngestError) -> (document: Document, replaced: ReplacedBytes?) {
    try JSONDocument.read(
      bytes,
      source: Source(path: path, byteCount: byteCount, modified: modified, contentHash: hash),
      fallbackKey: "\(path):\(number)")
  }

  /// Finds the next line end, reading on as needed; `nil` at the end of the file.
  private mutating func nextLine() throws(IngestError) -> FoundLine? {
    // So many of the unread bytes are no line end.
    var searched = 0
    while true {
      let lineEnd = ByteSearch.firstIndex(
        of: 0x0A, in: buffer.span, from: unread.lowerBound + searched, to: unread.upperBound)
      searched = (lineEnd ?? unread.upperBound) - unread.lowerBound
      if lineEnd != nil || (isAtEnd && !unread.isEmpty) {
        var range = unread.lowerBound..<(unread.lowerBound + searched)
        unread = (range.upperBound + (lineEnd != nil ? 1 : 0))..<unread.upperBound
        if let last = range.last, buffer[last] == 0x0D { range = range.dropLast() }
        return FoundLine(
          range: range, excess: range.count > lineLimit ? UInt64(range.count) : nil)
      }
      guard !isAtEnd else { return nil }
      if unread.count > lineLimit { return try skipLine() }
      try fill()
    }
  }

  /// Passes over a line that is too long, without keeping it.
  private mutating func skipLine() throws(IngestError) -> FoundLine {
    var skipped = 0
    while true {
      let lineEnd = buffer[unread].firstIndex(of: 0x0A)
      skipped += (lineEnd ?? unread.upperBound) - unread.lowerBound
      unread = (lineEnd.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
      if lineEnd != nil || isAtEnd { break }
      try fill()
    }
    return FoundLine(
      range: unread.lowerBound..<unread.lowerBound, excess: UInt64(skipped))
  }

  /// Reads the next chunk behind the bytes that are still unread.
  private mutating func fill() throws(IngestError) {
    if unread.lowerBound > 0 {
      for (target, index) in unread.enumerated() { buffer[target] = buffer[index] }
      bufferOffset += unread.lowerBound
      unread = 0..<unread.count
    }
    if unread.count == buffer.count {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    do {
      let space = unread.upperBound..<buffer.count
      let count = try input.read(into: &buffer, space)
      isAtEnd = count == 0
      unread = unread.lowerBound..<(unread.upperBound + count)
    } catch {
      isAtEnd = true
      unread = 0..<0
      throw error
    }
  }

  /// The length of a byte order mark; one of UTF-16 ends the reading.
  private mutating func markByteCount(in range: Range<Int>) throws(IngestError) -> Int {
    let line = buffer[range]
    if line.starts(with: [0xFF, 0xFE]) || line.starts(with: [0xFE, 0xFF]) {
      isAtEnd = true
      unread = 0..<0
      throw .unsupportedEncoding(name: "UTF-16")
    }
    return line.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static func isBlank(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices {
      guard bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) else { return false }
    }
    return true
  }
}
