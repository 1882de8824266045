/// An order of documents in which those with the same terms stand together, so that the gaps of
/// posting lists are small and the best documents of a query share blocks.
///
/// Recursive graph bisection — Dhulipala et al., Compressing Graphs and Indexes with Recursive Graph
/// Bisection, KDD 2016, §3. A set of documents is halved; in each round every document gets the number
/// of bits that its lists would gain if it changed sides, and those with the most to gain do so; then
/// each half is halved. As Mackenzie et al., Faster Index Reordering with Bipartite Graph Partitioning,
/// SIGIR 2021, all documents of a round are divided at once, by selection instead of sorting, and a
/// later round moves only what gains more.
///
/// - Complexity: O(*rounds* · *postings* · log *documents*) of time.
struct GraphBisection: Sendable {
  /// Sets up to this many documents are not halved any more.
  static let leafCount = 24

  private let forward: ForwardIndex
  private let costs: BisectionCosts
  private let shouldStop: @Sendable () -> Bool

  /// - Parameter shouldStop: whether the order is not wanted any more; what is left then stays as it is.
  init(_ forward: ForwardIndex, shouldStop: @escaping @Sendable () -> Bool = { false }) {
    self.forward = forward
    self.shouldStop = shouldStop
    costs = BisectionCosts(documentCount: forward.documentCount)
  }

  /// All documents in their new order; the same for any number of threads.
  func order(threads: Int) -> [UInt32] {
    var pieces = [(0..<UInt32(forward.documentCount)).map { $0 }]
    while pieces.count < threads {
      pieces = work(on: pieces, threads) { piece, workspace in
        guard piece.count > Self.leafCount else { return [piece] }
        var piece = piece
        let middle = divide(&piece, 0..<piece.count, &workspace)
        return [Array(piece[..<middle]), Array(piece[middle...])]
      }
      if pieces.allSatisfy({ $0.count <= Self.leafCount }) { break }
    }
    return work(on: pieces, threads) { piece, workspace in
      var piece = piece
      arrange(&piece, 0..<piece.count, &workspace)
      return [piece]
    }.flatMap { $0 }
  }

  private func work(
    on pieces: [[UInt32]], _ threads: Int,
    _ body: @escaping @Sendable ([UInt32], inout BisectionWorkspace) -> [[UInt32]]
  ) -> [[UInt32]] {
    var results: [[UInt32]] = []
    ParallelWork.inOrder(pieces.count, threads: threads) { [forward] index in
      var workspace = BisectionWorkspace(termCount: forward.termCount)
      return body(pieces[index], &workspace)
    } consume: {
      results += $0
    }
    return results
  }

  /// Orders a range of documents, and all below it.
  private func arrange(
    _ documents: inout [UInt32], _ range: Range<Int>, _ workspace: inout BisectionWorkspace
  ) {
    guard range.count > Self.leafCount, !shouldStop() else { return }
    let middle = divide(&documents, range, &workspace)
    arrange(&documents, range.lowerBound..<middle, &workspace)
    arrange(&documents, middle..<range.upperBound, &workspace)
  }

  /// Brings documents with the same terms to the same half of a range.
  ///
  /// - Returns: where the second half begins.
  private func divide(
    _ documents: inout [UInt32], _ range: Range<Int>, _ workspace: inout BisectionWorkspace
  ) -> Int {
    workspace.begin(documents, range, forward)
    for round in 0..<BisectionWorkspace.roundCount {
      let moved = workspace.exchange(&documents, range, forward, costs, round: round)
      if moved * BisectionWorkspace.leastMovedShare <= range.count { break }
    }
    workspace.end()
    return turn(&documents, range)
  }

  /// Lets the half with the shorter documents come first.
  ///
  /// Which half does is the same to the lists. But a search that sees high scores early passes over
  /// more of what comes after, and short documents score high.
  private func turn(_ documents: inout [UInt32], _ range: Range<Int>) -> Int {
    let middle = range.lowerBound + range.count / 2
    let first = termCount(documents[range.lowerBound..<middle])
    let second = termCount(documents[middle..<range.upperBound])
    let (before, after) = (middle - range.lowerBound, range.upperBound - middle)
    guard first * after > second * before else { return middle }
    let turned = documents[middle..<range.upperBound] + documents[range.lowerBound..<middle]
    documents.replaceSubrange(range, with: turned)
    return range.lowerBound + after
  }

  private func termCount(_ documents: ArraySlice<UInt32>) -> Int {
    documents.reduce(0) { $0 + forward.starts[Int($1) + 1] - forward.starts[Int($1)] }
  }
}
