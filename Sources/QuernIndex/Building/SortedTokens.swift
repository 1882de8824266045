import QuernCodec

/// The tokens of one field by term in byte order, then document, then position.
///
/// Several threads sort a share of the documents each; a term's tokens are those of all shares, one
/// after another.
struct SortedTokens: Equatable, Sendable {
  /// The tokens of neighbouring documents.
  struct Share: Equatable, Sendable {
    /// A document in the high half, a position in the low one: one store for a token.
    fileprivate(set) var tokens: [UInt64]

    /// Where the tokens of each term begin, and where those of the last one end.
    fileprivate(set) var starts: [Int]

    func range(of group: Int) -> Range<Int> { starts[group]..<starts[group + 1] }

    func append(_ group: Int, _ codes: LengthLookup, to lists: inout PostingListWriter) {
      codes.append(tokens.span.extracting(range(of: group)), to: &lists)
    }
  }

  /// So many tokens or more are a piece of work.
  private static let tokensPerPiece = 1 << 16

  /// The terms that have tokens, in order: the groups.
  private(set) var terms: [UInt32] = []
  private(set) var shares: [Share] = []

  /// The number of tokens of a group.
  func tokenCount(of group: Int) -> Int { shares.reduce(0) { $0 + $1.range(of: group).count } }

  /// Adds the documents of a group to the list of its term.
  func append(_ group: Int, _ codes: LengthLookup, to lists: inout PostingListWriter) {
    // By number: to copy a share is to count who refers to it.
    for index in shares.indices { shares[index].append(group, codes, to: &lists) }
  }

  /// The number of documents of a group.
  func documentFrequency(of group: Int) -> Int {
    shares.reduce(0) { sum, share in
      sum
        + PostingListWriter.documentCount(of: share.tokens.span.extracting(share.range(of: group)))
    }
  }

  /// Ranges of groups that are about equal work.
  var pieces: [Range<Int>] {
    var pieces: [Range<Int>] = []
    var (start, count) = (0, 0)
    for group in terms.indices {
      count += tokenCount(of: group)
      guard count >= Self.tokensPerPiece || group == terms.count - 1 else { continue }
      pieces.append(start..<(group + 1))
      (start, count) = (group + 1, 0)
    }
    return pieces
  }

  /// Sorts a log, in the way that costs less.
  ///
  /// An index may have 1,000 fields, most of them small: a pass over all terms for each would cost
  /// more than all else.
  ///
  /// - Parameter order: waits for the order of the terms; asked when they are counted.
  init(_ log: TokenLog, termCount: Int, threads: Int = 1, order: () -> TermOrder) {
    if log.tokenCount * Self.comparisonCost < termCount {
      self.init(comparing: log, order())
    } else {
      let isLarge = log.tokenCount > Self.tokensPerPiece * threads
      self.init(
        counting: log, termCount: termCount, threads: isLarge ? threads : 1, order: order)
    }
  }

  /// How many steps of the counting sort a token costs in the other one, nearly.
  private static let comparisonCost = 16

  /// A counting sort: O(tokens + terms · threads).
  init(counting log: TokenLog, termCount: Int, threads: Int = 1, order: () -> TermOrder) {
    let parts = log.shares(threads)
    var next: [[Int]] = []
    ParallelWork.inOrder(parts.count, threads: threads) { part in
      Self.counts(log, parts[part], termCount)
    } consume: {
      next.append($0)
    }
    let starts = begin(order(), &next)
    ParallelWork.inOrder(parts.count, threads: threads) { [next] part in
      Share(tokens: Self.sort(log, parts[part], next[part]), starts: starts[part])
    } consume: {
      shares.append($0)
    }
  }

  /// The number of tokens of each term.
  private static func counts(_ log: TokenLog, _ part: TokenLog.Share, _ termCount: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: termCount)
    var sums = counts.mutableSpan
    log.forEachRun(of: part) { _, _, terms in
      for index in terms.indices { sums[Int(terms[index])] &+= 1 }
    }
    return counts
  }

  /// Finds the groups, and replaces counts by where each term begins.
  ///
  /// - Returns: where each group begins, by share.
  private mutating func begin(_ order: TermOrder, _ next: inout [[Int]]) -> [[Int]] {
    var starts = [[Int]](repeating: [], count: next.count)
    var sums = [Int](repeating: 0, count: next.count)
    terms = order.terms.filter { term in next.contains { $0[Int(term)] > 0 } }
    for part in next.indices {
      starts[part].reserveCapacity(terms.count + 1)
      var counts = next[part].mutableSpan
      for index in terms.indices {
        let term = Int(terms[index])
        starts[part].append(sums[part])
        sums[part] += counts[term]
        counts[term] = sums[part] - counts[term]
      }
    }
    for part in next.indices { starts[part].append(sums[part]) }
    return starts
  }

  /// Puts the tokens of a share where they belong.
  private static func sort(
    _ log: TokenLog, _ part: TokenLog.Share, _ starts: [Int]
  ) -> [UInt64] {
    unsafe [UInt64](unsafeUninitializedCapacity: part.tokenCount) { memory, count in
      // SAFETY: the elements are trivial, and each of the first `tokenCount` is written: the terms' places
      // follow one another, and each has as many as there were tokens when they were counted.
      var sorted = unsafe MutableSpan(_unsafeElements: memory)
      scatter(log, part, starts, into: &sorted)
      count = part.tokenCount
    }
  }

  private static func scatter(
    _ log: TokenLog, _ part: TokenLog.Share, _ starts: [Int],
    into sorted: inout MutableSpan<UInt64>
  ) {
    var starts = starts
    var next = starts.mutableSpan
    log.forEachRun(of: part) { document, position, terms in
      var token = UInt64(document) << 32 | UInt64(position)
      for index in terms.indices {
        let term = Int(terms[index])
        let place = next[term]
        next[term] = place &+ 1
        sorted[place] = token
        token &+= 1
      }
    }
  }

  /// A comparison sort: O(tokens · log tokens), whatever the number of terms.
  init(comparing log: TokenLog, _ order: TermOrder) {
    var found: [(rank: UInt32, token: UInt64)] = []
    for part in log.shares(1) {
      log.forEachRun(of: part) { document, position, terms in
        let first = UInt64(document) << 32 | UInt64(position)
        for index in terms.indices {
          found.append((order.ranks[Int(terms[index])], first + UInt64(index)))
        }
      }
    }
    found.sort { $0 < $1 }
    var share = Share(tokens: found.map(\.token), starts: [])
    var last: UInt32?
    for (index, token) in found.enumerated() where token.rank != last {
      terms.append(order.terms[Int(token.rank)])
      share.starts.append(index)
      last = token.rank
    }
    share.starts.append(found.count)
    shares = [share]
  }
}
