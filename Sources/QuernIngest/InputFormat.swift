/// What a file is read as.
public enum InputFormat: String, Sendable, Hashable, CaseIterable {
  /// Plain text: the first line is the title.
  case text

  /// Markdown, with front matter in YAML where there is one.
  case markdown

  /// One JSON object a line (JSON Lines, NDJSON).
  case jsonl

  /// The format that an ending of file names, or a user, calls by name; case does not matter.
  ///
  /// Known are the names of the formats themselves and the endings `txt`, `text`, `md`,
  /// `markdown`, `jsonl` and `ndjson`; everything else is `nil`.
  public init?(named name: String) {
    switch name.lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "jsonl", "ndjson": self = .jsonl
    default: return nil
    }
  }

  /// The format of a file by the ending of its name; `nil` where the ending is absent or unknown.
  public init?(path: String) {
    let bytes = path.utf8
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    self.init(named: String(path[bytes.index(after: dot)...]))
  }
}
