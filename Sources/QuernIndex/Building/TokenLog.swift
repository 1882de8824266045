import QuernModel

/// The tokens of one field of the documents of a segment that is being built, in the order in which
/// they came; sorted by term once, when the segment is written.
///
/// A log and one counting sort cost less per token than a posting list that grows by itself: an
/// append is a copy of 8 bytes, and the sort is stable, so that documents stay in order. It grows by
/// pieces of one size: an array that grows holds its tokens twice for a while.
struct TokenLog {
  /// A document's share of the log.
  private struct Entry {
    var document: UInt32
    /// Where the document's tokens end in the log.
    var end: Int
  }

  private struct Piece {
    var terms: [UInt32] = []
    var positions: [UInt32] = []

    mutating func append(_ batch: TokenBatch, _ tokens: Range<Int>) {
      terms.append(contentsOf: batch.terms[tokens])
      positions.append(contentsOf: batch.positions[tokens])
    }
  }

  private static let tokensPerPiece = 1 << 15

  private var entries: [Entry] = []
  private var pieces: [Piece] = []

  private(set) var tokenCount = 0

  /// The memory in bytes, at most; it depends on nothing but the tokens.
  var memoryByteCount: Int {
    let room = pieces.count * Self.tokensPerPiece * 2 * MemoryLayout<UInt32>.stride
    return (pieces.count > 1 ? room : tokenCount * 16)
      + 2 * entries.count * MemoryLayout<Entry>.stride
  }

  mutating func append(document: UInt32, _ batch: TokenBatch, _ tokens: Range<Int>) {
    var start = tokens.lowerBound
    while start < tokens.upperBound {
      let room = Self.tokensPerPiece - tokenCount % Self.tokensPerPiece
      if room == Self.tokensPerPiece { addPiece() }
      let end = min(tokens.upperBound, start + room)
      pieces[pieces.count - 1].append(batch, start..<end)
      tokenCount += end - start
      start = end
    }
    entries.append(Entry(document: document, end: tokenCount))
  }

  /// Calls a function with the document, the term and the position of each token.
  @inline(__always)
  func forEach(_ body: (_ document: UInt32, _ term: UInt32, _ position: UInt32) -> Void) {
    var token = 0
    for entry in entries {
      while token < entry.end {
        let piece = pieces[token / Self.tokensPerPiece]
        let first = token % Self.tokensPerPiece
        let end = min(Self.tokensPerPiece, first + entry.end - token)
        for index in first..<end {
          body(entry.document, piece.terms[index], piece.positions[index])
        }
        token += end - first
      }
    }
  }

  /// Calls a function with the term of each token.
  @inline(__always)
  func forEachTerm(_ body: (UInt32) -> Void) {
    for piece in pieces {
      for term in piece.terms { body(term) }
    }
  }

  private mutating func addPiece() {
    var piece = Piece()
    // The first one grows: an index may have many small fields.
    if !pieces.isEmpty {
      piece.terms.reserveCapacity(Self.tokensPerPiece)
      piece.positions.reserveCapacity(Self.tokensPerPiece)
    }
    pieces.append(piece)
  }
}
