import Foundation
import Quern
import QuernFaults

/// Commits one step of a workload after the other, and writes into a ledger what was acknowledged.
///
/// A line of the ledger is synchronized before the next step begins, so whoever kills this process
/// knows what must be in the index: the last step of the ledger or the one after it.
struct LedgerWriter {
  let folder: String
  let ledger: FileHandle
  let workload: Workload

  init(folder: String, ledger: String, seed: UInt64) throws {
    self.folder = folder
    if !FileManager.default.fileExists(atPath: ledger) {
      _ = FileManager.default.createFile(atPath: ledger, contents: nil)
    }
    self.ledger = try FileHandle(forUpdating: URL(fileURLWithPath: ledger))
    workload = Workload(seed: seed, vocabulary: .killed)
  }

  func run() throws {
    try ledger.seekToEnd()
    let index = try SearchIndex.openOrCreate(
      at: folder, options: IndexOptions(analyzer: "standard"))
    let writer = try index.writer()
    writer.threadCount = 2
    var number = try Workload.lastStep(in: index.snapshot)
    while true {
      number += 1
      let step = workload.step(number)
      try writer.commit(step.changes)
      try ledger.write(contentsOf: Data("\(number)\n".utf8))
      try ledger.synchronize()
      if step.optimizes { _ = try writer.optimize() }
    }
  }
}
