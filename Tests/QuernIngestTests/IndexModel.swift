import QuernIngest
import QuernModel

/// The plain reference of an index: a dictionary, and a list of what was done to it.
struct IndexModel: SynchronizationConsumer {
  var documents: [DocumentKey: Document] = [:]

  /// What was handed over since the last run began: `add k`, `remove k`.
  var calls: [String] = []

  /// What was said of keys: `update k`.
  var changes: [String] = []
  var progress: [SynchronizationEvent.Progress] = []
  var repairs: [IngestRepair] = []

  /// Which keys the run has asked for.
  var questions: [String] = []

  mutating func add(_ document: Document) {
    documents[document.key] = document
    calls.append("add \(document.key)")
  }

  mutating func remove(_ key: DocumentKey) {
    documents[key] = nil
    calls.append("remove \(key)")
  }

  mutating func observe(_ event: SynchronizationEvent) {
    switch event {
    case .change(let action, let key): changes.append("\(action.rawValue) \(key)")
    case .progress(let now): progress.append(now)
    case .repair(let repair): repairs.append(repair)
    case .failure: break
    }
  }

  mutating func knownDocument(for key: DocumentKey) -> KnownDocument? {
    questions.append("\(key)")
    return documents[key]?.source.map { KnownDocument(key: key, source: $0) }
  }

  mutating func knownDocuments() -> [KnownDocument] {
    questions.append("all")
    return documents.values.compactMap { document in
      document.source.map { KnownDocument(key: document.key, source: $0) }
    }
  }

  /// Runs a synchronization and applies it.
  @discardableResult
  mutating func update(
    _ roots: [Root], lastCommit: Int64? = nil, keepsMissing: Bool = false,
    otherRoots: [Root] = [], standardInput: Int32 = 0, only changed: FileChanges = .anything,
    mayHaveFilesOfLines: Bool = true
  ) -> SynchronizationSummary {
    calls = []
    changes = []
    progress = []
    repairs = []
    questions = []
    var synchronization = Synchronization(
      roots: roots, lastCommit: lastCommit, keepsMissing: keepsMissing,
      otherRoots: otherRoots, standardInput: standardInput)
    synchronization.changes = changed
    synchronization.mayHaveFilesOfLines = mayHaveFilesOfLines
    return synchronization.run(into: &self)
  }

  subscript(key: String) -> Document? { documents[DocumentKey(key)] }

  /// The keys in the order of their bytes.
  var keys: [String] { documents.keys.sorted().map(\.rawValue) }
}

extension SynchronizationSummary {
  /// The counts in one line: added, updated, removed, unchanged, failed, duplicates.
  var counts: String {
    "+\(added) ~\(updated) -\(removed) =\(unchanged) !\(failed) x\(duplicates)"
  }
}
