import Foundation
import QuernAnalysis
import Testing

@Suite struct RelevanceTests {
  private static let sets = [
    ("xquad-ar", "arabic"), ("xquad-de", "german"), ("xquad-el", "greek"),
    ("xquad-en", "english"), ("xquad-es", "spanish"), ("xquad-hi", "hindi"),
    ("xquad-ro", "romanian"), ("xquad-ru", "russian"), ("xquad-tr", "turkish"),
    ("news-masakha-fra", "french"), ("xquad-zh", "bigram"), ("jsquad", "bigram"),
  ]

  private static func folder(_ set: String) -> URL? { SharedData.file("data/relevance/\(set)") }

  @Test(
    .enabled(if: folder("xquad-en") != nil, "the relevance data is not there"), arguments: sets)
  func `the analyzer of a language finds no fewer answers than standard`(
    set: String, name: String
  ) throws {
    let ranking = try PassageRanking(folder: #require(Self.folder(set)), limit: 1200)
    let standard = ranking.meanReciprocalRank(try Analyzer(named: "standard"))
    let analyzer = try Analyzer(named: name)
    let own = ranking.meanReciprocalRank(analyzer)
    var row = "\(set): standard \(figure(standard)), \(name) \(figure(own))"
    if let stemming = analyzer.stemming {
      let folded = ranking.meanReciprocalRank(
        try Analyzer(
          name: "folded", version: 1, wordBreaking: .unicode,
          stages: [.caseFolded, .lettersFolded, .stemmed(stemming)]))
      row += ", folded first \(figure(folded))"
    }
    print(row)
    #expect(own >= standard - 0.005, "\(row)")
  }

  private func figure(_ value: Double) -> String { String(format: "%.4f", value) }
}
