import Quern
import QuernIngest
import QuernModel
import QuernPresentation

/// Lists what a run would do.
struct ListingConsumer: SynchronizationConsumer {
  typealias Failure = CommandFailure

  let output: StandardOutput
  let json: Bool

  /// What the index knows; `nil` where it is made anew.
  private let known: Snapshot?
  var reporter: IndexReporter

  init(output: StandardOutput, known: Snapshot?, json: Bool, isQuiet: Bool) {
    self.output = output
    self.known = known
    self.json = json
    reporter = IndexReporter(isQuiet: isQuiet)
  }

  mutating func knownDocument(for key: DocumentKey) throws(CommandFailure) -> KnownDocument? {
    do throws(QuernError) { return try known?.knownDocument(for: key) } catch {
      throw CommandFailure(error.message)
    }
  }

  mutating func knownDocuments() throws(CommandFailure) -> [KnownDocument] {
    do throws(QuernError) { return try known?.knownDocuments() ?? [] } catch {
      throw CommandFailure(error.message)
    }
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
