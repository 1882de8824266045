import Foundation

/// The texts of a corpus in a file of their own, for a program under valgrind.
///
/// There, starting another program and reading JSON takes minutes.
enum CountedText {
  /// A counted run takes a fraction of the text of a timed one.
  private static let share = 4
  private static let largest = 5_000_000

  /// Writes a file for each corpus, and prints the corpora's names.
  static func write(to folder: String) throws {
    for corpus in Corpus.all {
      var smaller = corpus
      smaller.byteCount = min(corpus.byteCount / share, largest)
      guard let texts = smaller.texts() else { continue }
      try texts.joined(separator: "\0").write(
        toFile: "\(folder)/\(corpus.name)", atomically: false, encoding: .utf8)
      print(corpus.name)
    }
  }

  /// Runs each way once over the texts of a file, and prints for each its name and the bytes.
  static func count(_ path: String) throws {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let corpus = Corpus.all.first(where: { $0.name == name }),
      let bytes = FileManager.default.contents(atPath: path)
    else { return }
    let texts = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let byteCount = texts.reduce(0) { $0 + $1.utf8.count }
    for way in try Way.all(for: corpus) {
      _ = try countedRound(way, texts)
      print(way.name, byteCount, separator: "\t")
    }
  }

  /// A function whose name callgrind recognises: it counts inside of it only.
  @inline(never)
  private static func countedRound(_ way: Way, _ texts: [String]) throws -> Words {
    try way.go(texts)
  }
}
