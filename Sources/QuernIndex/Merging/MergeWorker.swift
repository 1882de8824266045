import Dispatch
import QuernCodec
import QuernModel
package import QuernStorage
import Synchronization

/// Merges segments in the background, as ``MergePolicy`` says; each merge has a commit of its own.
///
/// Of the batches of a writer and its merges one at a time has the turn to commit. A merge needs it
/// only to put its segment in the place of others: documents that were deleted meanwhile are deleted
/// in the new segment too. A merge that fails leaves the index as it is; it is tried again after the
/// next commit.
package final class MergeWorker: Sendable {
  private struct State {
    var isWanted = false
    var isRunning = false
    var isStopped = false
    var failure: IndexError?
    var reordering: Reordering?
  }

  /// What batches of this writer number their segments with.
  package let numbers: SegmentNumbers

  private let directory: any Directory
  private let queue = DispatchQueue(label: "quern.merge", qos: .utility)
  private let turn = DispatchSemaphore(value: 1)
  private let state = Mutex(State())
  private let onCommit: @Sendable () -> Void

  /// - Parameters:
  ///   - snapshot: the last commit.
  ///   - onCommit: called on another thread after a merge's commit, while it still has the turn.
  /// - Throws: ``IndexError/storage(_:)``.
  package init(
    _ directory: any Directory, after snapshot: IndexSnapshot,
    onCommit: @escaping @Sendable () -> Void
  ) throws(IndexError) {
    self.directory = directory
    numbers = try SegmentNumbers(after: snapshot, in: directory)
    self.onCommit = onCommit
  }

  // MARK: What a writer does

  /// Takes the turn to commit: waits while a merge is committing, which takes milliseconds.
  package func takeTurn() { turn.wait() }

  /// Gives the turn back.
  package func giveTurn() { turn.signal() }

  /// Starts the merges that are due; returns at once.
  ///
  /// - Parameter snapshot: the last commit. Where no merge is due in it, no thread is woken.
  package func schedule(after snapshot: IndexSnapshot) {
    let isDue = MergePolicy.nextMerge(snapshot.segments.map(MergePolicy.Segment.init)) != nil
    let starts = state.withLock { state in
      guard !state.isStopped else { return false }
      guard isDue || state.isRunning else {
        state.failure = nil
        return false
      }
      state.isWanted = true
      defer { state.isRunning = true }
      return !state.isRunning
    }
    if starts { queue.async { self.run() } }
  }

  /// Waits until no merge is due.
  ///
  /// The caller does not have the turn.
  package func finish() { queue.sync {} }

  /// Gives up the running merge and starts no other one; returns when it has ended.
  package func stop() {
    state.withLock { $0.isStopped = true }
    queue.sync {}
  }

  /// Sets how merges from now on put documents in another order; `nil` where they keep theirs.
  package func setReordering(_ reordering: Reordering?) {
    state.withLock { $0.reordering = reordering }
  }

  /// Why the last merge failed; `nil` where it did not.
  package var failure: IndexError? { state.withLock { $0.failure } }

  // MARK: On the queue

  private var isStopped: Bool { state.withLock { $0.isStopped } }

  private func run() {
    while isMergeWanted {
      do throws(IndexError) {
        while try mergeOnce() {}
        state.withLock { $0.failure = nil }
      } catch {
        state.withLock { if !$0.isStopped { $0.failure = error } }
      }
    }
  }

  private var isMergeWanted: Bool {
    state.withLock { state in
      defer { state.isWanted = false }
      state.isRunning = state.isWanted && !state.isStopped
      return state.isRunning
    }
  }

  /// Merges once.
  ///
  /// - Returns: whether there was something to merge.
  private func mergeOnce() throws(IndexError) -> Bool {
    if isStopped { return false }
    let base = try IndexSnapshot.openLast(in: directory)
    guard let range = MergePolicy.nextMerge(base.segments.map(MergePolicy.Segment.init)) else {
      return false
    }
    let number = numbers.reserve()
    defer { numbers.release(number) }
    let merged = try write(base, range, number)
    turn.wait()
    defer { turn.signal() }
    try install(merged)
    return true
  }

  private func write(
    _ base: IndexSnapshot, _ range: Range<Int>, _ number: UInt64
  ) throws(IndexError) -> MergedSegment {
    let sources = range.map { (segment: base.manifest.segments[$0], reader: base.segments[$0]) }
    var merger = SegmentMerger(sources.map(\.reader))
    try merger.reorder(state.withLock { $0.reordering }) { [self] in isStopped }
    guard merger.documentCount > 0 else {
      return MergedSegment(sources, number: number, fingerprint: nil, merger)
    }
    let output = try storing { () throws(StorageError) in
      try directory.create(FileNames.segment(number))
    }
    var spilled: UInt64?
    let waiting = SpillFile(directory) { [numbers] in
      let number = numbers.reserve()
      spilled = number
      return FileNames.segment(number)
    }
    defer {
      if let spilled {
        try? directory.remove(FileNames.segment(spilled))
        numbers.release(spilled)
      }
    }
    do throws(IndexError) {
      let fingerprint = try merger.write(
        to: StoppableFile(output) { [self] in isStopped }, spillingTo: waiting)
      return MergedSegment(sources, number: number, fingerprint: fingerprint, merger)
    } catch {
      try? directory.remove(FileNames.segment(number))
      throw error
    }
  }

  /// Commits a merge, unless its sources have gone meanwhile.
  private func install(_ merged: MergedSegment) throws(IndexError) {
    let last = try IndexSnapshot.openLast(in: directory)
    let transaction = IndexTransaction(
      directory, after: last, replacingAll: false, info: last.info, memoryLimit: .max,
      numbers: numbers)
    guard !isStopped, try transaction.install(merged) else {
      try? directory.remove(FileNames.segment(merged.number))
      return
    }
    // The file stays where this fails: the commit may stand all the same. The next one clears up.
    do throws(IndexError) { try transaction.commitMerge() } catch {
      transaction.rollback()
      throw error
    }
    onCommit()
  }
}

extension MergePolicy.Segment {
  init(_ segment: SegmentReader) {
    self.init(documentCount: segment.documentCount, deletedCount: segment.deletedCount)
  }
}
