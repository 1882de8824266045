import Foundation
import QuernAnalysis
import QuernModel

/// Paragraphs and questions with one right paragraph each, ranked by BM25 over a set of terms.
struct PassageRanking {
  private struct Paragraph: Decodable {
    var id: String
    var text: String
  }

  private let paragraphs: [Paragraph]
  private let questions: [(text: String, answer: Int)]

  /// - Parameter limit: how many questions are asked, spread over all.
  init(folder: URL, limit: Int) throws {
    let lines = try String(contentsOf: folder.appending(path: "corpus.jsonl"), encoding: .utf8)
    paragraphs = try lines.split(separator: "\n").map {
      try JSONDecoder().decode(Paragraph.self, from: Data($0.utf8))
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: paragraphs.enumerated().map { ($0.element.id, $0.offset) })
    var answers: [String: Int] = [:]
    for row in try Self.rows(folder.appending(path: "qrels.tsv")) where row.count >= 2 {
      answers[row[0]] = numbers[row[1]]
    }
    let all = try Self.rows(folder.appending(path: "queries.tsv")).compactMap { row in
      row.count < 2 ? nil : answers[row[0]].map { (row[1], $0) }
    }
    let step = max(1, all.count / limit)
    questions = stride(from: 0, to: all.count, by: step).map { all[$0] }
  }

  /// The mean of 1 / rank of the right paragraph, 0 below rank 10.
  func meanReciprocalRank(_ analyzer: Analyzer) -> Double {
    var postings: [[UInt8]: [(paragraph: Int, count: Int)]] = [:]
    var lengths: [Double] = []
    for (number, paragraph) in paragraphs.enumerated() {
      let tokens = analyzer.tokens(of: paragraph.text)
      lengths.append(Double(tokens.count))
      for (term, count) in Dictionary(tokens.map { ($0.term, 1) }, uniquingKeysWith: +) {
        postings[term, default: []].append((number, count))
      }
    }
    let average = lengths.reduce(0, +) / Double(lengths.count)
    var sum = 0.0
    for (text, answer) in questions {
      var scores = [Double](repeating: 0, count: paragraphs.count)
      for token in analyzer.tokens(of: text) {
        let list = postings[token.term] ?? []
        let frequency = Double(list.count)
        let idf = log(1 + (Double(paragraphs.count) - frequency + 0.5) / (frequency + 0.5))
        for (number, count) in list {
          let norm = 0.9 * (0.6 + 0.4 * lengths[number] / average)
          scores[number] += idf * Double(count) / (Double(count) + norm)
        }
      }
      let rank = 1 + scores.count { $0 > scores[answer] }
      if scores[answer] > 0 && rank <= 10 { sum += 1 / Double(rank) }
    }
    return sum / Double(questions.count)
  }

  private static func rows(_ file: URL) throws -> [[String]] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.split(separator: "\t").map { String($0) }
    }
  }
}
