import ArgumentParser
import Quern

/// How the scores of a word in several fields make one.
enum RankingChoice: String, ExpressibleByArgument, CaseIterable {
  case bm25, bm25f

  var ranking: Ranking {
    switch self {
    case .bm25: .bm25
    case .bm25f: .bm25f
    }
  }
}
