import QuernModel
import QuernSearch

/// What the exhaustive scorer answers to a query.
struct OracleAnswer {
  /// The best, as many as are wanted.
  let hits: [ScoredDocument]

  /// All documents that match.
  let matchCount: Int

  /// Whether the count is part of the answer.
  let countsTotal: Bool

  private var total: Int? { countsTotal ? matchCount : nil }

  /// Places, scores and count as one number.
  var fingerprint: Int { SearchOutcome(hits: hits, total: total).fingerprint }

  /// Scores and count as one number: all that a hit with fields shows of it.
  var pageFingerprint: Int { Self.fingerprint(hits.map(\.score), total: total) }

  /// Scores and count as one number.
  static func fingerprint(_ scores: [Float], total: Int?) -> Int {
    scores.reduce((total ?? -1) &+ 1) { $0 &* 31 &+ Int($1.bitPattern) }
  }
}

extension SearchOutcome {
  /// Places, scores and count as one number.
  var fingerprint: Int {
    hits.reduce((total ?? -1) &+ 1) { sum, hit in
      let place = hit.segment &* 0x1_0000_0001 &+ Int(hit.document.rawValue)
      return (sum &* 31 &+ Int(hit.score.bitPattern)) &* 31 &+ place
    }
  }
}
