import QuernIngest
import QuernModel
import QuernPresentation

/// Lists what a run would do.
struct ListingConsumer: SynchronizationConsumer {
  typealias Failure = CommandFailure

  let output: StandardOutput
  let json: Bool
  var reporter: IndexReporter

  init(output: StandardOutput, json: Bool, isQuiet: Bool) {
    self.output = output
    self.json = json
    reporter = IndexReporter(isQuiet: isQuiet)
  }

  mutating func add(_ document: Document) {}

  mutating func remove(_ key: DocumentKey) {}

  mutating func observe(_ event: SynchronizationEvent) throws(CommandFailure) {
    reporter.report(event)
    guard case .change(let action, let key) = event else { return }
    reporter.progress.clear()
    guard json else {
      try output.writeLine("\(action.rawValue) \(DisplayText.line(key.rawValue))")
      return
    }
    try output.writeLine(
      JSONValue.object([
        .init("type", .string("change")),
        .init("action", .string(action.rawValue)),
        .init("key", .string(key.rawValue)),
      ]))
  }
}
