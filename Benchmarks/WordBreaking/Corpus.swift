import Foundation

/// A file of documents in JSON lines, and how much of it is measured.
struct Corpus {
  var name: String
  var path: String
  /// Measured are the texts up to this size; less text is taken again and again.
  var byteCount: Int

  static let all = [
    Corpus(name: "english", path: "speed/arxiv.jsonl.gz", byteCount: 100_000_000),
    Corpus(name: "russian", path: "relevance/xquad-ru/corpus.jsonl", byteCount: 5_000_000),
    Corpus(name: "arabic", path: "relevance/xquad-ar/corpus.jsonl", byteCount: 5_000_000),
    Corpus(name: "hindi", path: "relevance/xquad-hi/corpus.jsonl", byteCount: 5_000_000),
    Corpus(name: "vietnamese", path: "relevance/xquad-vi/corpus.jsonl", byteCount: 5_000_000),
    Corpus(name: "chinese", path: "relevance/xquad-zh/corpus.jsonl", byteCount: 2_000_000),
    Corpus(name: "thai", path: "relevance/xquad-th/corpus.jsonl", byteCount: 2_000_000),
    Corpus(name: "jsquad", path: "relevance/jsquad/corpus.jsonl", byteCount: 2_000_000),
    Corpus(name: "aozora", path: "speed/aozora-ja.jsonl.gz", byteCount: 2_000_000),
  ]

  /// Whether the analyzer `bigram` is meant for such text.
  var hasPairs: Bool { ["chinese", "jsquad", "aozora"].contains(name) }

  private struct Line: Decodable {
    var title: String?
    var text: String
  }

  /// The texts, or `nil` if the file is absent.
  func texts() -> [String]? {
    let shared = ProcessInfo.processInfo.environment["QUERN_SHARED"] ?? "../shared"
    guard let lines = lines("\(shared)/data/\(path)") else { return nil }
    var texts: [String] = []
    var size = 0
    for line in lines {
      guard size < byteCount else { break }
      guard let document = try? JSONDecoder().decode(Line.self, from: line) else { continue }
      var text = (document.title ?? "") + "\n" + document.text
      text.makeContiguousUTF8()
      texts.append(text)
      size += text.utf8.count
    }
    guard size > 0 else { return nil }
    let once = texts
    while size < byteCount {
      texts += once
      size += once.reduce(0) { $0 + $1.utf8.count }
    }
    return texts
  }

  private func lines(_ path: String) -> [Data]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let reader = Process()
    let output = Pipe()
    reader.executableURL = URL(filePath: "/usr/bin/env")
    // More bytes than are wanted: the other fields take some.
    let limit = 3 * byteCount
    reader.arguments = ["sh", "-c", "gzip -cdf \"$0\" 2>/dev/null | head -c \(limit)", path]
    reader.standardOutput = output
    guard (try? reader.run()) != nil else { return nil }
    let bytes = try? output.fileHandleForReading.readToEnd()
    reader.waitUntilExit()
    return bytes?.split(separator: 0x0A)
  }
}
