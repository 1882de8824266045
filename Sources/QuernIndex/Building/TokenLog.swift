import QuernModel

/// The tokens of one field of the documents of a segment that is being built, in the order in which
/// they came; sorted by term once, when the segment is written.
///
/// A log and one counting sort cost less per token than a posting list that grows by itself: an
/// append is a copy of 4 bytes, and the sort is stable, so that documents stay in order. Positions
/// are those of runs: a word mostly stands right behind the one before. It grows by pieces of one
/// size: an array that grows holds its tokens twice for a while.
struct TokenLog: Sendable {
  /// Tokens of a document that stand side by side.
  private struct Run {
    var document: UInt32
    /// The position of the first token.
    var position: UInt32
    /// Where the tokens end in the log.
    var end: Int
  }

  private static let tokensPerPiece = 1 << 15

  private var runs: [Run] = []
  private var pieces: [[UInt32]] = []

  private(set) var tokenCount = 0

  /// The memory in bytes, at most; it depends on nothing but the tokens.
  var memoryByteCount: Int {
    let room = pieces.count * Self.tokensPerPiece * MemoryLayout<UInt32>.stride
    return (pieces.count > 1 ? room : tokenCount * 8) + 2 * runs.count * MemoryLayout<Run>.stride
  }

  /// Adds tokens of a document, which are ordered by their positions, of which each has its own.
  mutating func append(document: UInt32, _ batch: TokenBatch, _ tokens: Range<Int>) {
    let positions = batch.positions.span
    var start = tokens.lowerBound
    while start < tokens.upperBound {
      let end = Self.endOfRun(positions, start..<tokens.upperBound)
      append(batch, start..<end)
      runs.append(Run(document: document, position: positions[start], end: tokenCount))
      start = end
    }
  }

  /// Where the first run of some tokens ends.
  private static func endOfRun(_ positions: borrowing Span<UInt32>, _ tokens: Range<Int>) -> Int {
    let (first, start) = (positions[tokens.lowerBound], tokens.lowerBound)
    var (low, high) = (start + 1, tokens.upperBound)
    // Mostly all of them are one.
    if Int(positions[high - 1] &- first) == high - 1 - start { return high }
    while low < high {
      let middle = (low + high) / 2
      if Int(positions[middle] &- first) == middle - start {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private mutating func append(_ batch: TokenBatch, _ tokens: Range<Int>) {
    var start = tokens.lowerBound
    while start < tokens.upperBound {
      let room = Self.tokensPerPiece - tokenCount % Self.tokensPerPiece
      if room == Self.tokensPerPiece { addPiece() }
      let end = min(tokens.upperBound, start + room)
      pieces[pieces.count - 1].append(contentsOf: batch.terms[start..<end])
      tokenCount += end - start
      start = end
    }
  }

  private mutating func addPiece() {
    var piece: [UInt32] = []
    // The first one grows: an index may have many small fields.
    if !pieces.isEmpty { piece.reserveCapacity(Self.tokensPerPiece) }
    pieces.append(piece)
  }

  // MARK: - Reading

  /// Some of the runs, with whole documents.
  struct Share: Sendable {
    fileprivate var runs: Range<Int>
    fileprivate var tokens: Range<Int>

    var tokenCount: Int { tokens.count }
  }

  /// All of the log in so many parts of nearly as many tokens, at most; at least one.
  func shares(_ count: Int) -> [Share] {
    var shares: [Share] = []
    var (firstRun, firstToken) = (0, 0)
    for number in 1...max(1, count) {
      let end = endOfDocument(after: tokenCount / max(1, count) * number, isLast: number == count)
      guard end > firstRun || shares.isEmpty && number == count else { continue }
      let endToken = end > 0 ? runs[end - 1].end : 0
      shares.append(Share(runs: firstRun..<end, tokens: firstToken..<endToken))
      (firstRun, firstToken) = (end, endToken)
    }
    return shares
  }

  /// The first run of the next document behind a token.
  private func endOfDocument(after token: Int, isLast: Bool) -> Int {
    if isLast { return runs.count }
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].end < token { low = middle + 1 } else { high = middle }
    }
    while low < runs.count, low > 0, runs[low].document == runs[low - 1].document { low += 1 }
    return low
  }

  /// Calls a function with runs of tokens: the document, the position of the first and the terms.
  @inline(__always)
  func forEachRun(
    of share: Share,
    _ body: (_ document: UInt32, _ position: UInt32, _ terms: borrowing Span<UInt32>) -> Void
  ) {
    var token = share.tokens.lowerBound
    for run in runs[share.runs] {
      var position = run.position
      while token < run.end {
        let first = token % Self.tokensPerPiece
        let count = min(Self.tokensPerPiece - first, run.end - token)
        let piece = pieces[token / Self.tokensPerPiece]
        body(run.document, position, piece.span.extracting(first..<first + count))
        token += count
        position &+= UInt32(truncatingIfNeeded: count)
      }
    }
  }
}
