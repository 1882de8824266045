import ArgumentParser
import Quern

/// Which of the hits are shown, and for whom.
struct HitOptions: ParsableArguments {
  @Option(name: [.customShort("n"), .long], help: "How many hits to show.")
  var limit = 10

  @Option(help: "How many of the best hits to pass over.")
  var offset = 0

  @Flag(help: "Write one JSON record a line: hits, then a summary.")
  var json = false

  func validate() throws {
    guard offset >= 0 else { throw ValidationError("--offset must not be negative.") }
  }

  /// More hits than documents need no room.
  func apply(to options: inout SearchOptions, documentCount: Int, isTerminal: Bool) {
    options.limit = min(limit, max(documentCount, 1))
    options.offset = min(offset, documentCount)
    options.snippetLength = json || isTerminal ? 240 : nil
  }
}
