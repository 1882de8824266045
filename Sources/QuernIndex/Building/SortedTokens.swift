/// The tokens of one field by term in byte order, then document, then position.
struct SortedTokens: Equatable {
  /// The tokens of one term.
  struct Group: Equatable {
    var term: UInt32

    /// The group's share of ``SortedTokens/documents`` and ``SortedTokens/positions``.
    var tokens: Range<Int>
  }

  /// So many tokens or more are a piece of work.
  private static let tokensPerPiece = 1 << 16

  private(set) var groups: [Group] = []
  private(set) var documents: [UInt32]
  private(set) var positions: [UInt32]

  /// Ranges of ``groups`` that are about equal work.
  var pieces: [Range<Int>] {
    var pieces: [Range<Int>] = []
    var start = 0
    for (index, group) in groups.enumerated() {
      let count = group.tokens.upperBound - groups[start].tokens.lowerBound
      guard count >= Self.tokensPerPiece || index == groups.count - 1 else { continue }
      pieces.append(start..<(index + 1))
      start = index + 1
    }
    return pieces
  }

  /// Sorts a log, in the way that costs less.
  ///
  /// An index may have 1,000 fields, most of them small: a pass over all terms for each would cost
  /// more than all else.
  init(_ log: TokenLog, _ order: TermOrder) {
    if log.tokenCount * Self.comparisonCost < order.terms.count {
      self.init(comparing: log, order)
    } else {
      self.init(counting: log, order)
    }
  }

  /// How many steps of the counting sort a token costs in the other one, nearly.
  private static let comparisonCost = 16

  /// A counting sort: O(tokens + terms).
  init(counting log: TokenLog, _ order: TermOrder) {
    var next = [Int](repeating: 0, count: order.terms.count + 1)
    log.forEachTerm { next[Int(order.ranks[Int($0)]) + 1] += 1 }
    for rank in order.terms.indices { next[rank + 1] += next[rank] }
    for (rank, term) in order.terms.enumerated() where next[rank] < next[rank + 1] {
      groups.append(Group(term: term, tokens: next[rank]..<next[rank + 1]))
    }
    documents = [UInt32](repeating: 0, count: log.tokenCount)
    positions = [UInt32](repeating: 0, count: log.tokenCount)
    log.forEach { document, term, position in
      let rank = Int(order.ranks[Int(term)])
      let place = next[rank]
      next[rank] = place + 1
      documents[place] = document
      positions[place] = position
    }
  }

  /// A comparison sort: O(tokens · log tokens), whatever the number of terms.
  init(comparing log: TokenLog, _ order: TermOrder) {
    var tokens: [(rank: UInt32, document: UInt32, position: UInt32)] = []
    log.forEach { document, term, position in
      tokens.append((order.ranks[Int(term)], document, position))
    }
    tokens.sort { $0 < $1 }
    documents = tokens.map(\.document)
    positions = tokens.map(\.position)
    var start = 0
    for end in tokens.indices.dropFirst() where tokens[end].rank != tokens[start].rank {
      groups.append(Group(term: order.terms[Int(tokens[start].rank)], tokens: start..<end))
      start = end
    }
    if let last = tokens.last {
      groups.append(Group(term: order.terms[Int(last.rank)], tokens: start..<tokens.count))
    }
  }
}
