import QuernStorage

/// The blocks of 128 of a list that is being written.
///
/// Headers and bodies are kept apart: where the headers stand depends on how many blocks there come
/// to be.
struct PostingsBlocks: Sendable {
  /// What a header says, and where the body ends among all bodies.
  private struct Header: Sendable, BitwiseCopyable {
    var lastDocument: UInt32
    var gaps: UInt8
    var frequencies: UInt8
    var end: Int
  }

  private var headers: [Header] = []

  /// The bodies of all blocks; that of the next one is written here before its header is appended.
  var bodies = ByteWriter()

  /// Ends a body, and says of it what stands in the header: the last document, and how gaps and frequencies
  /// are packed.
  mutating func appendHeader(lastDocument: UInt32, gaps: UInt8, frequencies: UInt8) {
    headers.append(
      Header(lastDocument: lastDocument, gaps: gaps, frequencies: frequencies, end: bodies.count))
  }

  /// Whether the headers are to stand side by side.
  var hasDirectory: Bool { headers.count >= PostingsFormat.leastDirectoryBlocks }

  /// Writes all blocks, and forgets them.
  mutating func write(to bytes: inout ByteWriter) {
    if headers.isEmpty { return }
    if hasDirectory {
      writeDirectory(to: &bytes)
      bytes.write(bodies.bytes)
    } else {
      var start = 0
      for header in headers {
        bytes.writeFixed(header.lastDocument)
        writeInfo(of: header, size: header.end - start, to: &bytes)
        bytes.write(bodies.bytes[start..<header.end])
        start = header.end
      }
    }
    headers.removeAll(keepingCapacity: true)
    bodies.removeAll()
  }

  private func writeDirectory(to bytes: inout ByteWriter) {
    for header in headers { bytes.writeFixed(header.lastDocument) }
    var start = 0
    for header in headers {
      writeInfo(of: header, size: header.end - start, to: &bytes)
      start = header.end
    }
    for index in headers.indices.dropFirst() where index % PostingsFormat.groupSize == 0 {
      bytes.writeFixed(UInt64(headers[index - 1].end))
    }
  }

  private func writeInfo(of header: Header, size: Int, to bytes: inout ByteWriter) {
    bytes.writeFixed(UInt16(size))
    bytes.writeByte(header.gaps)
    bytes.writeByte(header.frequencies)
  }
}
