/// One file or line that was read although some of its bytes are no text.
public struct IngestRepair: Sendable, Hashable {
  /// The canonical path; `-` for standard input.
  public var path: String

  /// The line, from 1; `nil` where the whole file is meant.
  public var line: Int?

  /// What was replaced.
  public var replaced: ReplacedBytes
}

extension IngestRepair: CustomStringConvertible {
  /// Path, line and what was done, as compilers write them.
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path
    let bytes = replaced.count == 1 ? "1 byte is" : "\(replaced.count) bytes are"
    return "\(place): \(bytes) not UTF-8 and read as U+FFFD, the first at offset "
      + "\(replaced.firstOffset)"
  }
}
