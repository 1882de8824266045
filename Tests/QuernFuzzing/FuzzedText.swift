import Foundation
import Quern
import QuernAnalysis
import QuernIngest
import QuernModel

/// What reads articles, given anything.
enum FuzzedText {
  /// One file that is written anew for each input; the tests run one after another.
  private static let file: FileHandle? = {
    // In memory where there is such a folder: each input is written anew.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let folder =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    let url =
      folder
      .appendingPathComponent("quern-fuzz-\(ProcessInfo.processInfo.processIdentifier).jsonl")
    _ = FileManager.default.createFile(atPath: url.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: url) }
    return FileHandle(forUpdatingAtPath: url.path)
  }()

  private static let analyzers = IndexAnalysis.names.compactMap {
    try? TextAnalysis(analyzer: $0)
  }

  static func readLines(_ bytes: [UInt8]) {
    guard let file else { preconditionFailure("no temporary file") }
    do {
      try file.truncate(atOffset: 0)
      try file.write(contentsOf: Data(bytes))
      try file.seek(toOffset: 0)
      var reader = JSONLinesReader(descriptor: file.fileDescriptor)
      var end = 0
      while let line = try reader.next() {
        precondition(line.offset >= end && line.offset + line.byteCount <= bytes.count)
        end = line.offset + line.byteCount
        if case .success(let document) = line.document { check(document) }
      }
    } catch {}
  }

  static func readArticle(_ bytes: [UInt8]) {
    let source = Source(path: "/a.md", byteCount: 0, modified: 0, contentHash: 0)
    for format in [InputFormat.markdown, .text] {
      guard let document = try? ArticleReader.document(bytes, format: format, source: source)
      else { continue }
      check(document)
    }
  }

  private static func check(_ document: Document) {
    precondition(Set(document.fields.map(\.name)).count == document.fields.count)
    precondition(document.fields.allSatisfy { !$0.values.isEmpty })
  }

  static func analyze(_ text: String) {
    let byteCount = text.utf8.count
    for analyzer in analyzers {
      guard let tokens = try? analyzer.tokens(of: text) else { continue }
      var previous: Token?
      for token in tokens {
        precondition(token.range.upperBound <= byteCount && !token.range.isEmpty)
        precondition(!token.term.isEmpty)
        precondition(String(validating: token.term, as: UTF8.self) != nil)
        if let previous {
          precondition(token.position >= previous.position)
          precondition(token.range.lowerBound >= previous.range.lowerBound)
        }
        previous = token
      }
    }
  }
}
