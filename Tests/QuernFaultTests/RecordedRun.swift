import Quern
import QuernFaults
import QuernStorage

/// What a writer did to a disk, and what its commits hold.
struct RecordedRun {
  private(set) var operations: [DiskOperation]

  /// The documents of each commit that was tried, by its step; 0 is the empty index.
  let models: [Int: DocumentModel]
  let workload: Workload

  /// What a run does.
  enum Kind: String, CaseIterable, Sendable {
    /// Adds, replacements and deletions, roll-backs, a full merge now and then.
    case commits

    /// Every other batch only deletes.
    case deletions

    /// A full merge after every commit.
    case merges

    /// Backups, whose files are copied.
    case backups

    /// Backups, whose files are those of the index.
    case linkedBackups
  }

  /// Runs so many steps.
  init(_ kind: Kind, _ workload: Workload, steps: Int) throws {
    switch kind {
    case .commits, .deletions, .merges: try self.init(workload, steps: steps, kind: kind)
    case .backups, .linkedBackups:
      try self.init(backupsOf: workload, steps: steps, areLinked: kind == .linkedBackups)
    }
  }

  /// Makes an index and commits steps of a workload to it.
  ///
  /// Where a call fails, the writer is given up, another one is opened and goes on.
  init(
    _ workload: Workload, steps: Int, kind: Kind = .commits, plan: FaultPlan? = nil
  ) throws {
    let disk = SimulatedDisk()
    disk.setPlan(plan)
    var models = [0: DocumentModel()]
    var failureCount = 0
    var step = 1
    while step <= steps {
      do throws(QuernError) {
        try Self.run(
          workload, kind, &step, through: steps, on: disk, &models, isFirst: failureCount == 0)
      } catch {
        failureCount += 1
        // A plan that stays faulty would end nothing here.
        guard plan != nil, failureCount < 10 else { throw error }
        step += 1
      }
    }
    operations = disk.operations
    self.models = models
    self.workload = workload
  }

  /// Commits steps of a workload and makes a backup after each; the disk is that of the backup.
  private init(backupsOf workload: Workload, steps: Int, areLinked: Bool) throws {
    let disk = SimulatedDisk(sharesFiles: areLinked)
    let index = try SearchIndex.openOrCreate(
      in: MemoryDirectory(), options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    defer { writer.close() }
    var models = [0: DocumentModel()]
    var model = DocumentModel()
    for step in 1...steps {
      let next = workload.step(step)
      model.apply(next.changes)
      models[step] = model
      try writer.commit(next.changes)
      if next.optimizes { _ = try writer.optimize() }
      disk.note(.began(step))
      try index.backup(in: disk)
      disk.note(.acknowledged(step))
    }
    operations = disk.operations
    self.models = models
    self.workload = workload
  }

  /// The same run by a writer that forgets some calls.
  func without(_ isForgotten: (DiskOperation) -> Bool) -> RecordedRun {
    var copy = self
    copy.operations.removeAll(where: isForgotten)
    return copy
  }

  /// Opens a writer and commits until all is done or something fails.
  private static func run(
    _ workload: Workload, _ kind: Kind, _ step: inout Int, through last: Int,
    on disk: SimulatedDisk,
    _ models: inout [Int: DocumentModel], isFirst: Bool
  ) throws(QuernError) {
    let index = try SearchIndex.openOrCreate(
      in: disk, options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    defer { writer.close() }
    // Half of the runs put documents in another order whenever they merge.
    if workload.seed % 2 == 0 { writer.smallestReordered = 2 }
    // After a failure either commit may be the last one.
    let base = try Workload.lastStep(in: index.snapshot)
    // One that was found there is nobody's promise.
    if isFirst { disk.note(.acknowledged(0)) }
    var model = models[base] ?? DocumentModel()
    while step <= last {
      let next = kind.adapt(workload.step(step), number: step, model)
      if step % 3 == 0 { try writer.rollBack(next.changes) }
      model.apply(next.changes)
      models[step] = model
      disk.note(.began(step))
      try writer.commit(next.changes)
      disk.note(.acknowledged(step))
      if next.optimizes { _ = try writer.optimize() }
      // Every other step the next one begins beside the merges.
      if step % 2 == 0 { try writer.finishMerges() }
      step += 1
    }
  }
}

extension RecordedRun.Kind {
  /// A step as this kind of run does it.
  fileprivate func adapt(
    _ step: Workload.Step, number: Int, _ model: DocumentModel
  ) -> Workload.Step {
    var step = step
    switch self {
    case .commits, .backups, .linkedBackups: break
    case .merges: step.optimizes = true
    case .deletions:
      let named = step.changes.removeLast()
      if number.isMultiple(of: 2) {
        // Some of those that are there, and one that is not.
        let keys = model.keys.filter { $0 != Vocabulary.stepKey }
        step.changes = keys.prefix(1 + number % 3).map { .delete($0) } + [.delete("none")]
      }
      step.changes.append(named)
    }
    return step
  }
}
