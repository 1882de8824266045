import Quern
import QuernFaults
import QuernModel

/// One use of an index, from opening to a full merge, on a disk of which some call fails.
///
/// Whatever succeeds must be right; whatever fails must leave the index whole.
struct FailingRun {
  private static let vocabulary = Vocabulary(keyCount: 6, wordCount: 5)
  private static let options = IndexOptions(analyzer: "standard")

  private let disk = SimulatedDisk()
  private let workload: Workload

  /// What each commit holds, by step.
  private var models: [Int: DocumentModel]
  private var acknowledged = 2
  private(set) var findings: [String] = []

  /// The calls of the use that came before something ended it, and how many of them failed.
  private(set) var callCount = 0
  private(set) var failureCount = 0

  /// How many threads write.
  private let threadCount: Int

  init(seed: UInt64, threads: Int) throws {
    threadCount = threads
    workload = Workload(seed: seed, vocabulary: Self.vocabulary)
    models = [:]
    let writer = try SearchIndex.openOrCreate(in: disk, options: Self.options).writer()
    defer { writer.close() }
    for step in 1...2 {
      try writer.commit(workload.step(step).changes)
      models[step] = workload.model(after: step)
    }
  }

  /// Uses the index while the plan goes on, then looks at what is left.
  mutating func run(_ plan: FaultPlan) {
    var index: SearchIndex?
    disk.setPlan(plan)
    attempt { run throws(QuernError) in
      let opened = try SearchIndex.open(in: run.disk)
      index = opened
      try run.use(opened)
    }
    // A later step begins anew, as a program would.
    attempt { run throws(QuernError) in try run.commit(3, in: SearchIndex.open(in: run.disk)) }
    attempt { run throws(QuernError) in try run.rebuild(4) }
    attempt { run throws(QuernError) in
      let damages = SearchIndex.check(in: run.disk)
      if run.disk.failureCount == 0, !damages.isEmpty { run.findings.append("\(damages)") }
    }
    callCount = disk.callCount
    failureCount = disk.failureCount
    disk.setPlan(nil)
    attempt(mustSucceed: true) { run throws(QuernError) in
      try run.lookAfterwards(run.disk)
      if let index { try run.compare(index, refreshing: true) }
    }
  }

  /// Reads, writes and merges by one object.
  private mutating func use(_ index: SearchIndex) throws(QuernError) {
    try compare(index, refreshing: false)
    _ = try index.snapshot.knownDocuments()
    _ = try index.snapshot.statistics()
    let writer = try index.writer()
    writer.threadCount = threadCount
    defer { writer.close() }
    writer.smallestReordered = 2
    try writer.finishMerges()
    _ = try writer.optimize()
    try compare(index, refreshing: true)
  }

  private mutating func commit(_ step: Int, in index: SearchIndex) throws(QuernError) {
    let writer = try index.writer()
    writer.threadCount = threadCount
    defer { writer.close() }
    var model = try currentModel(index)
    let changes = workload.step(step).changes
    model.apply(changes)
    models[step] = model
    try writer.commit(changes)
    acknowledged = step
    try writer.finishMerges()
    try compare(index, refreshing: true)
  }

  /// A batch that starts from nothing and flushes each document as a segment of its own.
  ///
  /// Several threads want more memory than a document fills: there a search ends each segment.
  private mutating func rebuild(_ step: Int) throws(QuernError) {
    let index = try SearchIndex.open(in: disk)
    let writer = try index.writer()
    writer.threadCount = threadCount
    defer { writer.close() }
    var model = DocumentModel()
    let changes = workload.step(step).changes
    model.apply(changes)
    models[step] = model
    var options = Self.options
    options.memoryByteCount = threadCount > 1 ? threadCount << 28 : 1
    var batch = try writer.begin(replacingAll: true, options: options)
    for change in changes {
      try batch.apply(change)
      if threadCount > 1 { try batch.delete(matching: "nowhere") }
    }
    _ = try batch.commit()
    acknowledged = step
    try compare(index, refreshing: true)
  }

  /// The index is whole, and takes another commit.
  private mutating func lookAfterwards(_ disk: SimulatedDisk) throws(QuernError) {
    let index = try SearchIndex.open(in: disk)
    try compare(index, refreshing: false)
    var damages = SearchIndex.check(in: disk)
    if !damages.isEmpty { findings.append("afterwards: \(damages)") }
    try commit(5, in: index)
    damages = SearchIndex.check(in: disk)
    if !damages.isEmpty { findings.append("after the next commit: \(damages)") }
    let names = disk.contents.keys.filter { $0.hasPrefix("commit.") }
    if names.count != 1 { findings.append("left: \(disk.contents.keys.sorted())") }
  }

  private func currentModel(_ index: SearchIndex) throws(QuernError) -> DocumentModel {
    models[try Workload.lastStep(in: index.snapshot)] ?? DocumentModel()
  }

  private mutating func compare(
    _ index: SearchIndex, refreshing: Bool
  ) throws(QuernError) {
    if refreshing { try index.refresh() }
    let step = try Workload.lastStep(in: index.snapshot)
    guard let model = models[step], step >= acknowledged else {
      return findings.append("step \(step), although \(acknowledged) was acknowledged")
    }
    if let difference = try model.difference(from: index.snapshot, Self.vocabulary) {
      findings.append("step \(step): \(difference)")
    }
  }

  private mutating func attempt(
    mustSucceed: Bool = false, _ action: (inout FailingRun) throws(QuernError) -> Void
  ) {
    do throws(QuernError) { try action(&self) } catch {
      if mustSucceed { findings.append("afterwards: \(error)") }
    }
  }
}
