import Foundation

/// Every text of the data beside the project, a part at a time.
enum BreakerCorpus {
  /// The files that hold text: relevance sets, speed texts, gold segmentations, queries, seeds.
  static func files() -> [URL] {
    let folders = ["data/relevance", "data/speed", "data/conformance", "seeds"]
    return folders.compactMap { SharedData.file($0) }.flatMap { folder -> [URL] in
      let paths = FileManager.default.enumerator(atPath: folder.path)?.allObjects ?? []
      return paths.compactMap { $0 as? String }.sorted().map { folder.appending(path: $0) }
    }.filter { url in
      let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? true
      return !isFolder && !url.path.contains("unicode-15") && !url.path.contains("icu-72")
    }
  }

  /// Calls `body` with parts of the file's text, which end at line ends, JSON's escapes undone.
  ///
  /// - Parameter limit: the number of unpacked bytes after which the rest is left out.
  static func read(_ file: URL, limit: Int, _ body: (String) throws -> Void) throws {
    let reader = Process()
    let output = Pipe()
    reader.executableURL = URL(filePath: "/usr/bin/env")
    let unpack = file.path.hasSuffix(".tar.gz") ? "tar xzOf \"$0\"" : "gzip -cdf \"$0\""
    reader.arguments = ["sh", "-c", "\(unpack) 2>/dev/null | head -c \(limit)", file.path]
    reader.standardOutput = output
    try reader.run()
    var rest = Data()
    while let bytes = try output.fileHandleForReading.read(upToCount: 1 << 20), !bytes.isEmpty {
      rest.append(bytes)
      guard let end = rest.lastIndex(of: 0x0A) else { continue }
      try body(text(rest[...end], of: file))
      rest = Data(rest[(end + 1)...])
    }
    try body(text(rest, of: file))
    reader.waitUntilExit()
  }

  private static func text(_ bytes: Data, of file: URL) -> String {
    let isJSON = file.path.contains(".jsonl")
    guard isJSON else { return String(decoding: bytes, as: UTF8.self) }
    let lines = bytes.split(separator: 0x0A).map { line -> String in
      let object = try? JSONSerialization.jsonObject(with: line)
      let fields = (object as? [String: Any])?.values.compactMap { $0 as? String }
      return fields?.joined(separator: "\n") ?? String(decoding: line, as: UTF8.self)
    }
    return lines.joined(separator: "\n")
  }
}
