import Foundation
import Quern
import QuernModel

/// Commits of one article each, in an index of many; each is found at once.
struct SmallCommits {
  private let directory: TimedDirectory
  private let index: SearchIndex
  private let articles = SmallArticles()

  init(folder: String, documentCount: Int) throws {
    directory = TimedDirectory(path: folder)
    let made = try SearchIndex.openOrCreate(at: folder)
    if made.snapshot.documentCount == 0 {
      let writer = try made.writer()
      var batch = try writer.begin()
      for number in 0..<documentCount { try batch.add(articles.article(number)) }
      _ = try batch.commit()
      _ = try writer.optimize()
      writer.close()
    }
    index = try SearchIndex.open(in: directory)
  }

  func run(commits: Int) throws {
    print("\(index.snapshot.documentCount) documents")
    let before = index.snapshot
    let writer = try index.writer()
    defer { writer.close() }
    let reader = try SearchIndex.open(in: directory)
    var threads: [Double] = []
    var waits = 0.0
    var worst = 0.0
    let start = ProcessorTime.ofProcess
    var searching = 0.0
    for number in 0..<commits {
      let waited = directory.synchronizing
      let begun = ProcessorTime.ofThread
      try commit(number, writer, reader)
      threads.append(ProcessorTime.ofThread - begun)
      waits += milliseconds(directory.synchronizing - waited)
      guard number % 20 == 19 else { continue }
      let searchStart = ProcessorTime.ofProcess
      worst = max(worst, try slowing(before, reader.snapshot, number + 1))
      searching += ProcessorTime.ofProcess - searchStart
    }
    let all = (ProcessorTime.ofProcess - start - searching) / Double(commits)
    threads.sort()
    print(
      "one article and finding it: median \(text(threads[commits / 2])) ms, "
        + "99 of 100 below \(text(threads[commits * 99 / 100])), at most \(text(threads[commits - 1])); "
        + "with merges beside \(text(all)) on average; synchronizing \(text(waits / Double(commits)))"
    )
    print("searches take up to \(text(worst)) times as long as before")
  }

  /// One commit, a refresh of another reader, and a search that must find the article.
  private func commit(_ number: Int, _ writer: IndexWriter, _ reader: SearchIndex) throws {
    let word = "fresh\(index.snapshot.info.generation)x\(number)"
    var document = articles.article(-1 - number)
    document.fields.append(.init(FieldName("note"), [word]))
    document.key = DocumentKey("/fresh/\(word)")
    var batch = try writer.begin()
    try batch.add(document)
    _ = try batch.commit()
    try reader.refresh()
    let found = try reader.snapshot.search("note:\(word)").hits
    precondition(found.map(\.document.key) == [document.key], "the new article is found")
  }

  /// How many times as long searches take as before; both are asked in turn.
  private func slowing(_ before: Snapshot, _ now: Snapshot, _ count: Int) throws -> Double {
    var (old, new) = (Double.infinity, Double.infinity)
    for _ in 0..<5 {
      old = min(old, try time(before))
      new = min(new, try time(now))
    }
    let statistics = try now.statistics()
    if count % 100 == 0 {
      print(
        "\(count) commits, \(statistics.segmentCount) segments: \(text(new / old)) "
          + "(\(text(new)) and \(text(old)) ms a hundred queries)")
    }
    return new / old
  }

  private func time(_ snapshot: Snapshot) throws -> Double {
    let begun = ProcessorTime.ofThread
    for query in articles.queries { _ = try snapshot.search(query) }
    return ProcessorTime.ofThread - begun
  }

  private func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }

  private func text(_ number: Double) -> String { String(format: "%.2f", number) }
}
