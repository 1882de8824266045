import QuernAnalysis

/// What the memory of a batch is spent on.
struct MemoryBudget {
  /// The memory of the memos of words of a thread, above which they are emptied.
  let memos: Int

  /// The memory of the segment that is being built, above which it is written.
  let builder: Int

  /// How many threads may work: each has memory of its own, for words, documents on their way and lists that are
  /// encoded.
  let threads: Int

  /// A thread more with less than that would break the promise: measured, two with 128 MiB took 283.
  static let leastPerThread = 256 << 20

  /// What a process takes before it has read anything, and to read.
  private static let rest = 16 << 20

  /// What documents on their way to a thread and back take.
  private static let perThread = 8 << 20

  init(_ byteCount: Int, threads: Int, leastPerThread: Int = MemoryBudget.leastPerThread) {
    memos = min(AnalysisSession.largestMemos, max(1 << 20, byteCount / 16))
    // A memo that grows is there twice, and twice as large.
    self.threads = min(threads, max(1, byteCount / leastPerThread))
    let others = self.threads * (2 * memos + (self.threads > 1 ? Self.perThread : 0))
    builder = max(byteCount / 2, byteCount - Self.rest - others)
  }
}
